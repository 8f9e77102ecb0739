package dev.millrace.rollup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.landing.QueuedExport;
import dev.millrace.landing.RawObject;
import dev.millrace.packs.Packing;
import dev.millrace.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** Makes packs of exports that come through the landing queue, as many of a day as come at once. */
@Singleton
class QueuedLandings {

  private static final Logger log = Logger.getLogger(QueuedLandings.class);

  private final Packing packing;
  private final FunctionFailures failures;

  QueuedLandings(Packing packing, FunctionFailures failures) {
    this.packing = packing;
    this.failures = failures;
  }

  /**
   * Packs what messages hold.
   *
   * @param messages by their ids
   * @return the ids of those that hold no export, or whose pack could not be written now
   */
  Set<String> pack(Map<String, JsonNode> messages) {
    Set<String> failed = new TreeSet<>();
    Map<String, List<Arrived>> shelves = new TreeMap<>();
    messages.forEach(
        (id, message) ->
            QueuedExport.of(message)
                .ifPresentOrElse(
                    export ->
                        shelves
                            .computeIfAbsent(shelf(export.object()), shelf -> new ArrayList<>())
                            .add(new Arrived(id, export)),
                    () -> failed.add(id)));
    shelves.forEach((shelf, arrived) -> failed.addAll(pack(shelf, arrived)));
    return failed;
  }

  private List<String> pack(String shelf, List<Arrived> arrived) {
    try {
      List<QueuedExport> refused = packing.add(arrived.stream().map(Arrived::export).toList());
      if (!refused.isEmpty()) {
        log.errorf("%d messages of the landing queue for %s hold no export", refused.size(), shelf);
      }
      return arrived.stream()
          .filter(each -> refused.contains(each.export()))
          .map(Arrived::id)
          .toList();
    } catch (StoreUnavailableException e) {
      failures.report("exports of the landing queue could not be packed", shelf, e);
      return arrived.stream().map(Arrived::id).toList();
    }
  }

  /** An export and the id of its message. */
  private record Arrived(String id, QueuedExport export) {}

  /** One pack is of one organisation, signal and day. */
  private static String shelf(RawObject object) {
    return "%s/%s/%s".formatted(object.org(), object.signal(), object.received());
  }
}
