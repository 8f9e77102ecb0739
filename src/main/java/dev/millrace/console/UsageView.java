package dev.millrace.console;

import dev.millrace.usage.LatencyBand;
import dev.millrace.usage.UsageSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the pages about usage show of a selection.
 *
 * @param period its days
 */
record UsageView(
    UsageTables tables, FilterForm filter, List<Notice> notices, Period period, Instant now) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  UsageView {
    notices = List.copyOf(notices);
  }

  public UsageSummary summary() {
    return tables.summary();
  }

  /** Whether anything was ever used. */
  public boolean anything() {
    return summary().freshness().firstDay() != null;
  }

  /** Whether the selection has nothing in it. */
  public boolean empty() {
    return summary().isEmpty();
  }

  public List<Tile> tiles() {
    return Tile.of(summary(), tables.comparison());
  }

  /** From when to when. */
  public String days() {
    return period.days();
  }

  /** What the cards' changes are against; empty where they have none. */
  public String comparedWith() {
    return tables.comparison().possible() ? tables.comparison().period().days() : "";
  }

  /** The page in a sentence. */
  public String sentence() {
    return Sentence.of(tables, period);
  }

  /** Whether a day is among them that is not over. */
  public boolean soFar() {
    return summary().days().stream().anyMatch(day -> day.soFar());
  }

  /** From when to when there is usage at all. */
  public String history() {
    return day(summary().freshness().firstDay()) + " – " + day(summary().freshness().lastDay());
  }

  public @Nullable Moment rolledUp() {
    Instant at = summary().freshness().rolledUpAt();
    return at == null ? null : new Moment(at, now);
  }

  /** How long requests take, by the bounds of the buckets that they lie in. */
  public String latency() {
    return "Typical " + typical() + "; " + most() + ".";
  }

  public boolean hasLatency() {
    return summary().total().averageLatencyMs() != null;
  }

  public String costSource() {
    return Tile.source(summary().total());
  }

  public boolean hasRoster() {
    return summary().adoption().group() > 0;
  }

  private String typical() {
    LatencyBand band = LatencyBand.of(summary().total(), 50);
    Long atMost = band == null ? null : band.atMostMs();
    long over = band == null ? 0 : band.overMs();
    if (atMost == null) {
      return "more than " + Written.bound(over);
    }
    return over == 0 ? "up to " + Written.bound(atMost) : Written.bounds(over, atMost);
  }

  private String most() {
    LatencyBand band = LatencyBand.of(summary().total(), 95);
    Long atMost = band == null ? null : band.atMostMs();
    return atMost == null
        ? "more than 5% take longer than " + Written.bound(band == null ? 0 : band.overMs())
        : "95% finish within " + Written.bound(atMost);
  }

  private static String day(@Nullable LocalDate day) {
    return day == null ? "" : DAY.format(day);
  }
}
