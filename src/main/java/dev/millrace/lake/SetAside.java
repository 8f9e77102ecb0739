package dev.millrace.lake;

/**
 * A landed export that does not count, or only as it was converted once, by name, while all others
 * of its day do.
 *
 * @param export as {@link ExportName} writes it: {@code <signal>/<hash>-<key id>}
 */
public record SetAside(String export, Reason reason) {

  /** Why. */
  public enum Reason {
    DAMAGED("what lies in the store is not what landed; sent again, it is repaired"),
    KEPT("it could not be converted anew; what was made of it before still counts"),
    UNCONVERTIBLE("it could not be converted; the operator's log says why"),
    UNKNOWN_KEY("whose key it came with is not known");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** For its owner, without what only the operator may know. */
    public String words() {
      return words;
    }
  }
}
