package dev.millrace.usage;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The days on which somebody used anything, of those that were looked at.
 *
 * @param first day that was looked at
 * @param marks a bit for each day from it on
 */
public record ActiveDays(LocalDate first, BitSet marks) {

  public ActiveDays {
    marks = (BitSet) marks.clone();
  }

  /** From a text that has a 1 for each day with usage, the first day first. */
  static ActiveDays of(LocalDate first, String bits) {
    BitSet marks = new BitSet(bits.length());
    for (int i = 0; i < bits.length(); i++) {
      marks.set(i, bits.charAt(i) == '1');
    }
    return new ActiveDays(first, marks);
  }

  /** A copy. */
  @Override
  public BitSet marks() {
    return (BitSet) marks.clone();
  }

  /** On how many days of these, both inclusive, there was usage. */
  public int between(LocalDate from, LocalDate to) {
    int start = Math.max(0, index(from));
    int end = index(to) + 1;
    return end <= start ? 0 : marks.get(start, end).cardinality();
  }

  /** Whether there was usage on the day. */
  public boolean on(LocalDate day) {
    int index = index(day);
    return index >= 0 && marks.get(index);
  }

  /** The last day with usage; null if there is none. */
  public @Nullable LocalDate last() {
    return marks.isEmpty() ? null : first.plusDays(marks.length() - 1L);
  }

  private int index(LocalDate day) {
    return Math.toIntExact(ChronoUnit.DAYS.between(first, day));
  }
}
