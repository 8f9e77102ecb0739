package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.tools.Activity;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;

/** Usage of made-up activity, by way of files. */
record UsageOf(Path temp) {

  static final LocalDate DAY = LocalDate.parse("2026-03-04");

  List<UsageRow> onTheDay(Activity... activity) {
    return on(DAY, DAY, List.of(activity));
  }

  List<UsageRow> on(LocalDate first, LocalDate last, List<Activity> activity) {
    return of(first, last, new ActivityFiles(temp, "acme").write("received", activity));
  }

  List<UsageRow> of(LocalDate first, LocalDate last, List<Path> files) {
    return new DuckDbUsageEngine(new DuckDbSettings(temp, "512MB", 2))
        .usage(new OrgId("acme"), files, first, last);
  }

  static long sum(List<UsageRow> usage, ToLongFunction<UsageRow> quantity) {
    return usage.stream().mapToLong(quantity).sum();
  }
}
