package dev.millrace.otlp;

/**
 * The current value in JSON is not what it must be: that costs the record that it is in, or the
 * whole body where it is in none.
 */
final class WrongValueException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String rule;

  /**
   * @param rule what the value must be
   */
  WrongValueException(String rule) {
    // There may be as many as records, and nobody reads the stack.
    super(rule, null, false, false);
    this.rule = rule;
  }

  String rule() {
    return rule;
  }
}
