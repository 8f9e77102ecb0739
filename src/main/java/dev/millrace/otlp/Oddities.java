package dev.millrace.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is odd in a request that is taken all the same, and how its sender is told. */
final class Oddities {

  /**
   * Members of earlier versions, and those of other signals; what else stands there is not told.
   */
  private static final Map<String, String> STRAY =
      Map.of(
          "instrumentationLibraryMetrics", "scopeMetrics",
          "instrumentationLibraryLogs", "scopeLogs",
          "instrumentationLibrarySpans", "scopeSpans",
          "resourceMetrics", "an export to /v1/metrics",
          "resource_metrics", "an export to /v1/metrics",
          "resourceLogs", "an export to /v1/logs",
          "resource_logs", "an export to /v1/logs",
          "resourceSpans", "an export to /v1/traces",
          "resource_spans", "an export to /v1/traces");

  private final SortedSet<String> stray = new TreeSet<>();
  private int unknownMembers;
  private int rejected;
  private String firstRejection = "";
  private int droppedIds;
  private int brokenTexts;
  private int enumNames;

  /**
   * A record cannot be taken.
   *
   * @param why where in the request what must be, and what is there; asked of the first alone
   */
  void rejected(Supplier<String> why) {
    if (rejected == 0) {
      firstRejection = why.get();
    }
    rejected++;
  }

  /** An id of an exemplar cannot be, so that the exemplar counts without. */
  void droppedId() {
    droppedIds++;
  }

  /** A text was not Unicode, and is kept with U+FFFD. */
  void brokenText() {
    brokenTexts++;
  }

  /** There is a member in JSON that OTLP does not have there; it is left out. */
  void unknownMember(String name) {
    unknownMembers++;
    if (STRAY.containsKey(name)) {
      stray.add(name);
    }
  }

  /** An enum was given by name. */
  void enumName() {
    enumNames++;
  }

  /** How many records cannot be taken. */
  int rejected() {
    return rejected;
  }

  int brokenTexts() {
    return brokenTexts;
  }

  /** Whether what is taken is not what was sent. */
  boolean changedAnything() {
    return rejected + droppedIds + brokenTexts > 0;
  }

  /**
   * All of it in English; empty if nothing was odd.
   *
   * @param taken how many records were
   */
  String remark(int taken) {
    List<String> remarks = new ArrayList<>();
    if (rejected > 0) {
      remarks.add(
          "%d of %d records were rejected, the first because %s"
              .formatted(rejected, rejected + taken, firstRejection));
    }
    if (droppedIds > 0) {
      remarks.add(
          "%d ids of exemplars were dropped: a trace id has 16 bytes and a span id 8, in JSON two"
                  .formatted(droppedIds)
              + " hex digits each, or none");
    }
    if (brokenTexts > 0) {
      remarks.add(
          "%d strings were not valid Unicode and are kept with U+FFFD where they were not"
              .formatted(brokenTexts));
    }
    if (enumNames > 0) {
      remarks.add(
          "%d enums were sent by name, which OTLP/JSON does not allow: send their numbers"
              .formatted(enumNames));
    }
    if (taken + rejected == 0 && unknownMembers > 0) {
      remarks.add("nothing in it was read: " + strayMembers());
    }
    return String.join("; ", remarks);
  }

  private String strayMembers() {
    return stray.isEmpty()
        ? "it has %d members that OTLP/JSON does not have there".formatted(unknownMembers)
        : stray.stream()
            .map(name -> "it has %s, which has to be %s".formatted(name, STRAY.get(name)))
            .collect(Collectors.joining(", "));
  }
}
