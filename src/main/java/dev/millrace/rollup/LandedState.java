package dev.millrace.rollup;

import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.landing.RawObject;
import dev.millrace.packs.Pack;
import dev.millrace.packs.PackedDay;
import dev.millrace.packs.Unreadable;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoredObject;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a partition's landed objects look from outside, as a short text: the same for the same names
 * and sizes. Where nothing but that is looked at, no object is read.
 */
final class LandedState {

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long objects;
  private long sum;

  private LandedState() {}

  /** As a rollup that has packed the day leaves it; what landed since is not looked at. */
  static String of(PackedDay day, ObjectStore store) {
    Set<String> known =
        Stream.concat(
                day.packs().stream().map(index -> index.pack().key()),
                day.unreadable().stream().map(Unreadable::key))
            .collect(Collectors.toSet());
    return of(day.partition(), store, known::contains);
  }

  /** As it is listed now. */
  static String of(Partition partition, ObjectStore store) {
    return of(
        partition, store, key -> RawObject.ofKey(key).isPresent() || Pack.ofKey(key).isPresent());
  }

  private static String of(Partition partition, ObjectStore store, Predicate<String> landed) {
    LandedState state = new LandedState();
    for (Signal signal : Signal.values()) {
      try (Stream<StoredObject> listed = store.list(RawObject.prefix(partition, signal))) {
        for (Iterator<StoredObject> each = listed.iterator(); each.hasNext(); ) {
          StoredObject object = each.next();
          if (landed.test(object.key())) {
            state.add(object.key(), object.size());
          }
        }
      }
    }
    return state.text();
  }

  /** In whatever order. */
  private void add(String key, long size) {
    long hash = size;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * SPREAD;
      hash ^= hash >>> 32;
    }
    sum += hash;
    objects++;
  }

  private String text() {
    return objects == 0 ? "" : objects + "-" + HexFormat.of().toHexDigits(sum);
  }
}
