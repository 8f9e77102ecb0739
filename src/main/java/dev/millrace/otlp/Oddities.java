package dev.millrace.otlp;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
      Map.ofEntries(
          entry("instrumentationlibrarymetrics", "scopeMetrics"),
          entry("instrumentationlibrarylogs", "scopeLogs"),
          entry("instrumentationlibraryspans", "scopeSpans"),
          entry("instrumentationlibrary", "scope"),
          entry("logs", "logRecords"),
          entry("labels", "attributes"),
          entry("intgauge", "gauge"),
          entry("doublegauge", "gauge"),
          entry("intsum", "sum"),
          entry("doublesum", "sum"),
          entry("inthistogram", "histogram"),
          entry("doublehistogram", "histogram"),
          entry("doublesummary", "summary"),
          entry("resourcemetrics", "an export to /v1/metrics"),
          entry("resourcelogs", "an export to /v1/logs"),
          entry("resourcespans", "an export to /v1/traces"));

  /** Longer is none of these. */
  private static final int LONGEST = 40;

  private final SortedSet<String> stray = new TreeSet<>();
  private int unknownMembers;
  private int unknownFields;
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
    if (name.length() <= LONGEST && STRAY.containsKey(plain(name))) {
      stray.add(name);
    }
  }

  /** There are fields in protobuf that OTLP does not have there; they are left out. */
  void unknownFields(int count) {
    unknownFields += count;
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
    if (leftOut(taken)) {
      remarks.add((taken + rejected == 0 ? "nothing in it was read: " : "") + strangers());
    }
    return String.join("; ", remarks);
  }

  /**
   * Whether something was left out that was meant to be taken. What is merely new was not: OTLP has
   * it ignored.
   *
   * @param taken how many records were
   */
  boolean leftOut(int taken) {
    return !stray.isEmpty() || taken + rejected == 0 && unknownMembers + unknownFields > 0;
  }

  private String strangers() {
    if (unknownFields > 0) {
      return "it has %d fields that OTLP does not have there".formatted(unknownFields);
    }
    return stray.isEmpty()
        ? "it has %d members that OTLP/JSON does not have there".formatted(unknownMembers)
        : stray.stream()
            .map(name -> "it has %s, which has to be %s".formatted(name, STRAY.get(plain(name))))
            .collect(Collectors.joining(", "));
  }

  /** In camelCase and snake_case alike. */
  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
