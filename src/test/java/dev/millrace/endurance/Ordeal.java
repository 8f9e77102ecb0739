package dev.millrace.endurance;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What befalls a server while exports come in. */
enum Ordeal {
  DEATH_AT_ANY_MOMENT {
    @Override
    void befall(Victim victim, Random random) throws IOException, InterruptedException {
      Thread.sleep(random.nextInt(1000));
      victim.die();
    }
  },
  DEATH_BEFORE_OBJECT_IS_IN_PLACE {
    @Override
    void befall(Victim victim, Random random) throws IOException, InterruptedException {
      awaitFile(victim.objects().resolve(".incoming~"));
      victim.die();
    }
  },
  DEATH_BETWEEN_LANDING_AND_ANSWER {
    @Override
    void befall(Victim victim, Random random) throws IOException, InterruptedException {
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      awaitFile(victim.objects().resolve("raw/org=local/signal=metrics/date=" + today));
      victim.die();
    }
  },
  DEATH_AT_HEARTBEAT {
    @Override
    void befall(Victim victim, Random random) throws IOException, InterruptedException {
      awaitFile(victim.objects().resolve("deliveries/org=local"));
      victim.die();
    }
  },
  DEATH_WHILE_ROLLING_UP {
    @Override
    void befall(Victim victim, Random random) throws IOException, InterruptedException {
      new Owner(victim).askForRollup();
      Thread.sleep(random.nextInt(1500));
      victim.die();
    }
  },
  DEATH_WITHOUT_POSTGRES {
    @Override
    void befall(Victim victim, Random random) throws IOException, InterruptedException {
      victim.losePostgres();
      Thread.sleep(1000);
      victim.die();
    }
  },
  FREEZING {
    @Override
    void befall(Victim victim, Random random) throws IOException, InterruptedException {
      victim.freeze(Duration.ofSeconds(2));
    }
  },
  FULL_DISK {
    @Override
    void befall(Victim victim, Random random) throws IOException, InterruptedException {
      victim.fillDisk(Duration.ofSeconds(1));
    }
  },
  BROKEN_STORE {
    @Override
    void befall(Victim victim, Random random) throws IOException, InterruptedException {
      victim.breakStore(Duration.ofSeconds(1));
    }
  };

  /** After it the server runs again. */
  abstract void befall(Victim victim, Random random) throws IOException, InterruptedException;

  boolean isDeath() {
    return name().startsWith("DEATH");
  }

  /** Returns when a file has come into the folder, or none has for a while. */
  private static void awaitFile(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      watch.poll(5, TimeUnit.SECONDS);
    }
  }
}
