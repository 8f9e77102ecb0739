package dev.millrace.usage;

/** How a figure is gathered in SQL, from rows or from what was gathered of them before. */
enum Gathering {
  /** Added up. */
  SUM,
  /** The greatest. */
  MAX,
  /** Bits, one for each that is to be told apart, so that what is met twice is there once. */
  SET;

  /** Of a column; null only where all of it is null. */
  String of(String column) {
    return switch (this) {
      case SUM -> "sum(" + column + ")";
      case MAX -> "max(" + column + ")";
      case SET -> "bit_or(" + column + ")";
    };
  }

  /** The figure itself: what is added up is cut off where no number holds it. */
  String number(String gathered) {
    return switch (this) {
      // null stays null, which least alone would not do
      case SUM ->
          "case when %1$s is not null then least(%1$s, %2$d)::bigint end"
              .formatted(gathered, Long.MAX_VALUE);
      case MAX -> gathered;
      case SET -> "coalesce(bit_count(" + gathered + "), 0)";
    };
  }
}
