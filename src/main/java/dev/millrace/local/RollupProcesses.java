package dev.millrace.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.counters.Counters;
import dev.millrace.duckdb.ByteSize;
import dev.millrace.usage.RollupBrokenOffException;
import dev.millrace.usage.RollupMaker;
import dev.millrace.usage.RollupPlace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/**
 * Has rollups made in processes of their own, one at a time in each; where it was not the packaged
 * server that was started, in this one.
 *
 * <p>A process is started when it is needed and then kept for a while, since a start takes seconds.
 */
@Singleton
class RollupProcesses implements RollupPlace {

  /** Longer than the server's looks are apart: one that is busy starts none for each. */
  private static final Duration KEPT_FOR = Duration.ofMinutes(15);

  private final RollupMaker here;
  private final Counters counters;
  private final Start start;
  private final boolean apart;
  private final Deque<RollupProcess> idle = new ArrayDeque<>();
  private final Set<RollupProcess> all = new HashSet<>();
  private final ScheduledExecutorService end =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "rollup-processes");
            thread.setDaemon(true);
            return thread;
          });
  private boolean closed;

  @Inject
  RollupProcesses(RollupMaker here, Counters counters, ObjectMapper json, Config config) {
    this(
        here,
        counters,
        () ->
            RollupProcess.start(
                RollupProcess.command(
                    ByteSize.parse(config.getValue("millrace.rollup.heap", String.class)),
                    System.getProperty("java.class.path")),
                Path.of(config.getValue("millrace.rollup.temp", String.class)),
                json),
        config.getOptionalValue(LocalSettings.ROLLUPS_APART, Boolean.class).orElse(false));
  }

  RollupProcesses(RollupMaker here, Counters counters, Start start, boolean apart) {
    this.here = here;
    this.counters = counters;
    this.start = start;
    this.apart = apart;
  }

  /** Starts a process. */
  @FunctionalInterface
  interface Start {
    RollupProcess process() throws IOException;
  }

  @Override
  public void make(String message) {
    if (!apart) {
      var unused = here.make(message);
      return;
    }
    try {
      makeApart(message);
    } catch (RollupBrokenOffException e) {
      if (!isClosed()) {
        throw e;
      }
    }
  }

  private void makeApart(String message) {
    RollupProcess process = taken();
    boolean goesOn = false;
    try {
      RollupReply reply = process.make(message);
      goesOn = reply.goesOn();
      reply.counted().forEach(one -> counters.add(one.labels(), Map.of(one.name(), one.count())));
    } finally {
      if (goesOn) {
        keep(process);
      } else {
        discard(process);
      }
    }
  }

  private synchronized RollupProcess taken() {
    if (closed) {
      throw new RollupBrokenOffException("the server stopped before it was done");
    }
    if (!idle.isEmpty()) {
      return idle.removeLast();
    }
    try {
      RollupProcess process = start.process();
      all.add(process);
      return process;
    } catch (IOException e) {
      throw new RollupBrokenOffException("no process could be started for it: " + e.getMessage());
    }
  }

  private synchronized void keep(RollupProcess process) {
    if (closed) {
      return;
    }
    idle.addLast(process);
    long since = process.uses();
    var unused =
        end.schedule(() -> endIfIdle(process, since), KEPT_FOR.toSeconds(), TimeUnit.SECONDS);
  }

  private void endIfIdle(RollupProcess process, long since) {
    boolean isIdle;
    synchronized (this) {
      isIdle = process.uses() == since && idle.remove(process);
    }
    if (isIdle) {
      discard(process);
    }
  }

  private void discard(RollupProcess process) {
    synchronized (this) {
      all.remove(process);
    }
    process.close();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    List<RollupProcess> ending;
    synchronized (this) {
      closed = true;
      idle.clear();
      ending = List.copyOf(all);
    }
    end.shutdownNow();
    ending.forEach(RollupProcess::close);
  }
}
