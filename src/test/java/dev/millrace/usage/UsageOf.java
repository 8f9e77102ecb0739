package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.tools.Activity;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;

/** Usage of made-up activity, by way of a lake. */
record UsageOf(Path temp) {

  static final OrgId ORG = new OrgId("acme");

  static final LocalDate DAY = LocalDate.parse("2026-03-04");

  /**
   * A million input tokens of a priced model cost two dollars, then three, in large requests six;
   * of a mini one, one.
   */
  static final PriceTable PRICES =
      new PriceTable(
          "test",
          List.of(
              price("%priced%", "2026-01-01", 0, priced(2_000_000_000L)),
              price("%priced%", "2026-03-04", 0, priced(3_000_000_000L)),
              price("%priced%", "2026-03-04", 200_000, priced(6_000_000_000L)),
              price(
                  "%priced-mini%",
                  "2026-01-01", 0, new TokenPrices(1_000_000_000L, null, null, null, null))));

  private static PriceTable.Price price(
      String model, String from, long contextOver, TokenPrices tokens) {
    return new PriceTable.Price(model, LocalDate.parse(from), contextOver, tokens);
  }

  private static TokenPrices priced(long input) {
    return new TokenPrices(input, 500_000L, null, 2_500_000_000L, 4_000_000_000L);
  }

  List<UsageRow> onTheDay(Activity... activity) {
    return on(DAY, DAY, List.of(activity));
  }

  List<UsageRow> on(LocalDate first, LocalDate last, List<Activity> activity) {
    return on(Days.utc(first, last), activity);
  }

  List<UsageRow> on(Days days, List<Activity> activity) {
    files().write(ORG, activity);
    return inFiles(days);
  }

  /** Of what lies in the lake already. */
  List<UsageRow> inFiles(Days days) {
    return new DuckDbUsageEngine(files().lake(), settings(temp)).usage(ORG, days, PRICES);
  }

  static DuckDbSettings settings(Path temp) {
    return new DuckDbSettings(temp, "512MB", 2);
  }

  ActivityFiles files() {
    return new ActivityFiles(temp);
  }

  static long sum(List<UsageRow> usage, ToLongFunction<UsageRow> quantity) {
    return usage.stream().mapToLong(quantity).sum();
  }
}
