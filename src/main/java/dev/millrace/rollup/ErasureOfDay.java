package dev.millrace.rollup;

import dev.millrace.KeyId;
import dev.millrace.Partition;
import dev.millrace.PersonNames;
import dev.millrace.landing.DamagedObjectException;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.Landing;
import dev.millrace.landing.RawObject;
import dev.millrace.otlp.Export;
import dev.millrace.packs.DamagedPackException;
import dev.millrace.packs.Pack;
import dev.millrace.packs.PackErasure;
import dev.millrace.packs.PackIndex;
import dev.millrace.packs.PackMember;
import dev.millrace.packs.Packs;
import dev.millrace.store.ObjectStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes a person out of what landed on one day: many objects are fetched at once, of which few are
 * open at a time, since an export takes several times its bytes.
 */
final class ErasureOfDay {

  private static final Logger log = Logger.getLogger(ErasureOfDay.class);

  private final LandedExports landed;
  private final Landing landing;
  private final Packs packs;
  private final PackErasure erasure;
  private final Set<KeyId> own;
  private final PersonNames person;
  private final int fetchers;
  private final Semaphore open;

  /**
   * An erasure.
   *
   * @param own the person's personal keys: all that they brought goes
   * @param person a record on which one of their names stands goes
   * @param fetchers how many objects are asked for at once
   * @param decoders how many are open at once
   */
  ErasureOfDay(
      LandedExports landed,
      Landing landing,
      ObjectStore store,
      Set<KeyId> own,
      PersonNames person,
      int fetchers,
      int decoders) {
    this.landed = landed;
    this.landing = landing;
    this.packs = new Packs(store);
    this.erasure = new PackErasure(store);
    this.own = own;
    this.person = person;
    this.fetchers = fetchers;
    this.open = new Semaphore(decoders);
  }

  /**
   * What was done to objects.
   *
   * @param emptied objects of the person's own keys
   * @param rewritten other objects
   * @param records that are gone
   */
  record Tally(int emptied, int rewritten, long records) {

    private static final Tally NOTHING = new Tally(0, 0, 0);

    private Tally plus(Tally other) {
      return new Tally(
          emptied + other.emptied, rewritten + other.rewritten, records + other.records);
    }
  }

  /** Erases; if an object fails, so does the whole, and what is erased by then stays so. */
  Tally of(Partition partition) {
    ExecutorService threads =
        Executors.newFixedThreadPool(fetchers, task -> new Thread(task, "erasure"));
    try (Stream<RawObject> objects = landed.objects(partition)) {
      Iterator<RawObject> each = objects.iterator();
      List<Future<Tally>> tallies = new ArrayList<>();
      for (int i = 0; i < fetchers; i++) {
        tallies.add(threads.submit(() -> eraseNext(each)));
      }
      Tally total = Tally.NOTHING;
      for (Future<Tally> tally : tallies) {
        total = total.plus(tally.get());
      }
      for (Pack pack : packs.of(partition)) {
        total = total.plus(erase(pack));
      }
      return total;
    } catch (ExecutionException e) {
      throw Conversion.thrown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while a person was erased");
    } finally {
      Conversion.stop(threads);
    }
  }

  private Tally eraseNext(Iterator<RawObject> objects) throws InterruptedException {
    Tally tally = Tally.NOTHING;
    for (RawObject next = next(objects); next != null; next = next(objects)) {
      tally = tally.plus(erase(next));
    }
    return tally;
  }

  private static @Nullable RawObject next(Iterator<RawObject> objects) {
    synchronized (objects) {
      return objects.hasNext() && !Thread.currentThread().isInterrupted() ? objects.next() : null;
    }
  }

  private Tally erase(RawObject object) throws InterruptedException {
    byte[] stored = landed.fetch(object);
    open.acquire();
    try {
      return erase(object, landed.decode(object, stored));
    } catch (DamagedObjectException e) {
      return eraseDamaged(object);
    } finally {
      open.release();
    }
  }

  /** Nobody can read it, and nobody else waits for that. */
  private Tally eraseDamaged(RawObject object) {
    if (own.contains(object.keyId())) {
      landing.empty(object);
      return new Tally(1, 0, 0);
    }
    log.warnf("%s is damaged: whether the person is in it cannot be found out", object.key());
    return Tally.NOTHING;
  }

  private Tally erase(Pack pack) {
    try {
      return erase(packs.index(pack));
    } catch (DamagedPackException e) {
      log.warnf("%s is damaged: whether the person is in it cannot be found out", pack.key());
      return Tally.NOTHING;
    }
  }

  private Tally erase(PackIndex index) {
    OfPack ofPack = new OfPack(index.pack());
    erasure.apply(index, ofPack);
    return ofPack.tally;
  }

  /** What is to be left of a pack's exports, and how much that changes. */
  private final class OfPack implements PackErasure.Change {

    private final Pack pack;
    private Tally tally = Tally.NOTHING;

    OfPack(Pack pack) {
      this.pack = pack;
    }

    @Override
    public Optional<byte[]> left(PackMember member, @Nullable Export export) {
      if (own.contains(member.keyId())) {
        return emptied(export);
      }
      if (export == null) {
        log.warnf(
            "%s in %s is damaged: whether the person is in it cannot be found out",
            member.name(), pack);
        return Optional.empty();
      }
      Export left = Landing.without(export, person);
      if (left.message().equals(export.message())) {
        return Optional.empty();
      }
      tally = tally.plus(new Tally(0, 1, (long) export.items() - left.items()));
      return Optional.of(left.message().toByteArray());
    }

    private Optional<byte[]> emptied(@Nullable Export export) {
      int items = export == null ? 0 : export.items();
      if (export != null && items == 0) {
        return Optional.empty();
      }
      tally = tally.plus(new Tally(1, 0, items));
      return Optional.of(new byte[0]);
    }
  }

  private Tally erase(RawObject object, Export export) {
    if (!own.contains(object.keyId())) {
      Landing.Erased erased = landing.erase(object, export, person);
      return new Tally(0, erased.changed() ? 1 : 0, erased.records());
    }
    int items = export.items();
    if (items == 0) {
      return Tally.NOTHING;
    }
    landing.empty(object);
    return new Tally(1, 0, items);
  }
}
