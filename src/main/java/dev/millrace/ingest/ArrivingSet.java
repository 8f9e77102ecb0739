package dev.millrace.ingest;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is arriving at the moment, in all and by address. One more than there may be takes the place
 * of the one that began first: an honest body has arrived long before it is the oldest.
 *
 * @param <T> what arrives
 */
final class ArrivingSet<T> {

  private final int most;
  private final int mostOfAddress;
  private final Map<T, String> all = new LinkedHashMap<>();
  private final Map<String, Set<T>> byAddress = new HashMap<>();

  ArrivingSet(int most, int mostOfAddress) {
    this.most = most;
    this.mostOfAddress = mostOfAddress;
  }

  /**
   * Adds one.
   *
   * @return the one that has to give way, if one has to; it is out already
   */
  synchronized Optional<T> add(T arriving, String address) {
    all.put(arriving, address);
    Set<T> ofAddress = byAddress.computeIfAbsent(address, a -> new LinkedHashSet<>());
    ofAddress.add(arriving);
    Optional<T> oldest = Optional.empty();
    if (ofAddress.size() > mostOfAddress) {
      oldest = Optional.of(ofAddress.iterator().next());
    } else if (all.size() > most) {
      oldest = Optional.of(all.keySet().iterator().next());
    }
    oldest.ifPresent(this::remove);
    return oldest;
  }

  /** Takes one out that has arrived, or will not. */
  synchronized void remove(T arriving) {
    String address = all.remove(arriving);
    if (address != null) {
      Set<T> ofAddress = byAddress.getOrDefault(address, new LinkedHashSet<>());
      ofAddress.remove(arriving);
      if (ofAddress.isEmpty()) {
        byAddress.remove(address);
      }
    }
  }

  /** All that are in, oldest first. */
  synchronized List<T> all() {
    return List.copyOf(all.keySet());
  }

  synchronized int size() {
    return all.size();
  }
}
