package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.lake.Lake;
import java.util.List;

/** Asks one engine for usage of little activity and another for usage of much. */
public final class UsageEngineBySize implements UsageEngine {

  private final Lake lake;
  private final UsageEngine little;
  private final UsageEngine much;
  private final long muchFromBytes;

  /**
   * An engine.
   *
   * @param muchFromBytes size of the files of activity, as they lie in the lake, inclusive
   */
  public UsageEngineBySize(Lake lake, UsageEngine little, UsageEngine much, long muchFromBytes) {
    this.lake = lake;
    this.little = little;
    this.much = much;
    this.muchFromBytes = muchFromBytes;
  }

  @Override
  public List<UsageRow> usage(OrgId org, Days days, PriceTable prices) {
    long bytes = lake.activityBytes(org, days.activityFrom(), days.activityTo());
    return (bytes < muchFromBytes ? little : much).usage(org, days, prices);
  }
}
