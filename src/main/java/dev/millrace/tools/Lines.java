package dev.millrace.tools;

import java.util.List;

/** Lines of code, which every tool that counts them tells apart by the same two words. */
final class Lines {

  private Lines() {}

  /** What a count of lines of that type says: {@code added} or {@code removed}. */
  static List<Fact> facts(String type, Quantity lines) {
    return switch (type) {
      case "added" -> List.of(Fact.of(Measure.LINES_ADDED, lines.count()));
      case "removed" -> List.of(Fact.of(Measure.LINES_REMOVED, lines.count()));
      default -> List.of();
    };
  }
}
