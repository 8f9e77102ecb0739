package dev.millrace.tools;

/** What every record has: attributes of its own, and a sender. */
sealed interface Telemetry permits Point, Event {

  Sender sender();

  /** The record's own attributes. */
  Attributes attributes();

  /**
   * The text of the first of the keys that has one; of each key, the record's own comes before the
   * resource's. Empty if there is none.
   */
  default String text(String... keys) {
    for (String key : keys) {
      String own = attributes().text(key);
      String text = own.isEmpty() ? sender().resource().text(key) : own;
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }
}
