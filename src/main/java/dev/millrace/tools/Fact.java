package dev.millrace.tools;

import org.jspecify.annotations.Nullable;

/**
 * What one record says was done, as a mapping reads it: a row of activity without the record's
 * time, person and circumstances.
 *
 * @param toolName which of the assistant's tools; empty if none
 */
record Fact(
    Measure measure, long qty, Asking asking, String toolName, Decision decision, Outcome outcome) {

  /**
   * Which model was asked, and which part of the assistant asked; empty if not known.
   *
   * @param contextTokens what went into that request; 0 if that is not known, or of many requests
   */
  record Asking(String model, String querySource, long contextTokens) {
    static final Asking UNKNOWN = new Asking("", "");

    Asking(String model, String querySource) {
      this(model, querySource, 0);
    }

    Asking reading(long tokens) {
      return new Asking(model, querySource, tokens);
    }
  }

  /** What was decided, by whom, about an edit in which language; all empty if nothing was. */
  record Decision(String decision, String source, String language) {
    static final Decision NONE = new Decision("", "", "");
  }

  /**
   * How it ended, empty if not known, and how long it took, null if not known.
   *
   * @param firstTokenMs until the first of an answer came
   */
  record Outcome(String status, @Nullable Long durationMs, @Nullable Long firstTokenMs) {
    static final Outcome UNKNOWN = new Outcome("", null);

    Outcome(String status, @Nullable Long durationMs) {
      this(status, durationMs, null);
    }

    /** What the event says of a request that was answered. */
    static Outcome answered(Event event) {
      return new Outcome("", event.durationMs(), event.firstTokenMs());
    }

    /** The status for what a tool says of success; most send the boolean as a string. */
    static String statusOf(String success) {
      return switch (success) {
        case "true" -> "ok";
        case "false" -> "error";
        default -> "";
      };
    }
  }

  static Fact of(Measure measure, long qty) {
    return new Fact(measure, qty, Asking.UNKNOWN, "", Decision.NONE, Outcome.UNKNOWN);
  }

  /** The same of another quantity. */
  Fact times(long otherQty) {
    return new Fact(measure, otherQty, asking, toolName, decision, outcome);
  }

  /** Gives what it says to the fingerprint. */
  Fingerprint addTo(Fingerprint fingerprint) {
    Long took = outcome.durationMs();
    return fingerprint
        .add(qty)
        .add(asking.model())
        .add(toolName)
        .add(decision.decision())
        .add(decision.source())
        .add(outcome.status())
        .add(took == null ? -1 : took);
  }

  Fact by(Asking who) {
    return new Fact(measure, qty, who, toolName, decision, outcome);
  }

  Fact with(String tool) {
    return new Fact(measure, qty, asking, tool, decision, outcome);
  }

  Fact decided(Decision what) {
    return new Fact(measure, qty, asking, toolName, what, outcome);
  }

  Fact ended(Outcome how) {
    return new Fact(measure, qty, asking, toolName, decision, how);
  }
}
