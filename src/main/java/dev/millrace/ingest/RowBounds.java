package dev.millrace.ingest;

import dev.millrace.landing.Weight;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpException;

/**
 * How many rows an export may become, and how large: what is let in here can be converted later.
 *
 * @param rows data points, log records or spans
 * @param rowBytes of these, each with the resource and the scope it repeats
 */
record RowBounds(long rows, long rowBytes) {

  static RowBounds of(IngestConfig config) {
    return new RowBounds(config.maxRows(), config.maxRowBytes().asLongValue());
  }

  /**
   * Lets an export pass that is within the bounds.
   *
   * @param contentBytes of the body, inflated
   * @throws OtlpException if it is not
   */
  void check(Export export, int contentBytes) {
    int items = export.items();
    if (items > rows) {
      throw OtlpException.tooLarge(
          "the export has %d %s, the limit is %d".formatted(items, nouns(export), rows));
    }
    // No row can repeat more than all of the body: most exports need no closer look.
    if ((items + 1L) * contentBytes > rowBytes) {
      checkClosely(export);
    }
  }

  private void checkClosely(Export export) {
    long bytes = Weight.of(export).rowBytes();
    if (bytes > rowBytes) {
      throw OtlpException.tooLarge(
          ("the export becomes rows of %d bytes, the limit is %d: each of its %d %s repeats the"
                  + " attributes of its resource and scope; shorten these")
              .formatted(bytes, rowBytes, export.items(), nouns(export)));
    }
  }

  private static String nouns(Export export) {
    return switch (export.signal()) {
      case METRICS -> "data points";
      case LOGS -> "log records";
      case TRACES -> "spans";
    };
  }
}
