package dev.millrace.rollup;

import dev.millrace.KeyId;
import dev.millrace.Partition;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.Landing;
import dev.millrace.landing.RawObject;
import dev.millrace.otlp.Export;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a person out of what landed on one day: many objects are fetched at once, of which few are
 * open at a time, since an export takes several times its bytes.
 */
final class ErasureOfDay {

  private final LandedExports landed;
  private final Landing landing;
  private final Set<KeyId> own;
  private final Set<String> identities;
  private final int fetchers;
  private final Semaphore open;

  /**
   * An erasure.
   *
   * @param own the person's personal keys: all that they brought goes
   * @param identities a record on which one of them stands goes
   * @param fetchers how many objects are asked for at once
   * @param decoders how many are open at once
   */
  ErasureOfDay(
      LandedExports landed,
      Landing landing,
      Set<KeyId> own,
      Set<String> identities,
      int fetchers,
      int decoders) {
    this.landed = landed;
    this.landing = landing;
    this.own = own;
    this.identities = identities;
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
      return total;
    } catch (ExecutionException e) {
      throw Readers.thrown(e);
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
    } finally {
      open.release();
    }
  }

  private Tally erase(RawObject object, Export export) {
    if (!own.contains(object.keyId())) {
      Landing.Erased erased = landing.erase(object, export, identities);
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
