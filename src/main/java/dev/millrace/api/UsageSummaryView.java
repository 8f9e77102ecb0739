package dev.millrace.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.millrace.usage.Adoption;
import dev.millrace.usage.DayOfUse;
import dev.millrace.usage.Figure;
import dev.millrace.usage.Freshness;
import dev.millrace.usage.LatencyBand;
import dev.millrace.usage.UsageDocuments;
import dev.millrace.usage.UsageGroup;
import dev.millrace.usage.UsageSummary;
import dev.millrace.usage.WeekOfUse;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A summary as the API shows it. Shares are from 0 to 1, and null where there is nothing to take a
 * share of.
 *
 * @param only what the usage is confined to, by dimension
 * @param total as {@code /api/usage} gives it
 * @param activeMembers on any day
 * @param activeOthers people in the usage who are on no roster, on any day
 * @param cacheHitRate tokens read from a cache of all that were put in
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record UsageSummaryView(
    LocalDate from,
    LocalDate to,
    Map<String, String> only,
    Map<String, @Nullable Object> total,
    long activeMembers,
    long activeOthers,
    @Nullable Double meanDailyActiveShare,
    List<DayView> days,
    List<WeekView> weeks,
    AdoptionView adoption,
    @Nullable Double cacheHitRate,
    LatencyView latency,
    UnattributedView unattributed,
    FreshnessView freshness) {

  static UsageSummaryView of(UsageSummary summary) {
    Map<String, String> only = new TreeMap<>();
    summary.selection().only().forEach((dimension, value) -> only.put(dimension.toString(), value));
    return new UsageSummaryView(
        summary.selection().from(),
        summary.selection().to(),
        only,
        UsageDocuments.row(summary.total()),
        summary.active(true),
        summary.active(false),
        summary.meanShare(),
        summary.days().stream().map(DayView::of).toList(),
        summary.weeks().stream().map(WeekView::of).toList(),
        AdoptionView.of(summary.adoption()),
        summary.total().cacheHitRate(),
        LatencyView.of(summary.total()),
        UnattributedView.of(summary),
        FreshnessView.of(summary.freshness()));
  }

  /**
   * Who was active on a day.
   *
   * @param members there were on it
   * @param weeklyActiveMembers members who were active on it or one of the six days before it
   */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record DayView(
      LocalDate date,
      long activeMembers,
      long activeOthers,
      long members,
      long weeklyActiveMembers,
      @Nullable Double share,
      boolean soFar) {

    static DayView of(DayOfUse day) {
      return new DayView(
          day.day(),
          day.members(),
          day.others(),
          day.group(),
          day.weekly(),
          day.share(),
          day.soFar());
    }
  }

  /**
   * Who was active in a week, and its mean over its days that are over.
   *
   * @param activeMembers on any of these days
   * @param members there were on the last of them
   * @param share of members who were active, the mean of these days
   */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record WeekView(
      LocalDate monday, int days, long activeMembers, long members, @Nullable Double share) {

    static WeekView of(WeekOfUse week) {
      return new WeekView(week.monday(), week.days(), week.active(), week.group(), week.share());
    }
  }

  /** How far the tools have become a habit. */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record AdoptionView(
      int ofDays,
      int highUseDays,
      int group,
      int highUsers,
      int lowUsers,
      @Nullable Double share,
      @Nullable Double dailyActiveShareOfHighUsers) {

    static AdoptionView of(Adoption adoption) {
      return new AdoptionView(
          Adoption.DAYS,
          Adoption.HIGH_USE_DAYS,
          adoption.group(),
          adoption.highUsers(),
          adoption.lowUsers(),
          adoption.share(),
          adoption.dailyActiveShare());
    }
  }

  /** How long requests took. */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record LatencyView(@Nullable Double averageMs, @Nullable BandView p50, @Nullable BandView p95) {

    static LatencyView of(UsageGroup total) {
      return new LatencyView(total.averageLatencyMs(), band(total, 50), band(total, 95));
    }

    private static @Nullable BandView band(UsageGroup total, int percent) {
      LatencyBand band = LatencyBand.of(total, percent);
      return band == null ? null : new BandView(band.overMs(), band.atMostMs());
    }
  }

  /** Bounds between which a percentile lies. */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record BandView(long overMs, @Nullable Long atMostMs) {}

  /** The part that names nobody. */
  @RegisterForReflection
  record UnattributedView(
      @Nullable Double tokens, @Nullable Double sessions, @Nullable Double cost) {

    static UnattributedView of(UsageSummary summary) {
      return new UnattributedView(
          summary.unattributedTokens(),
          summary.unattributedShare(Figure.SESSIONS),
          summary.unattributedShare(Figure.COST_NANO_USD));
    }
  }

  /** How far it can be relied on. */
  @RegisterForReflection
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record FreshnessView(
      @Nullable LocalDate firstDay,
      @Nullable LocalDate lastDay,
      @Nullable Instant rolledUpAt,
      long openRollups,
      @Nullable Instant failedAt,
      String error) {

    static FreshnessView of(Freshness freshness) {
      return new FreshnessView(
          freshness.firstDay(),
          freshness.lastDay(),
          freshness.rolledUpAt(),
          freshness.openRollups(),
          freshness.failedAt(),
          freshness.error());
    }
  }
}
