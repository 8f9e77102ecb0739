package dev.millrace.otlp;

/**
 * Counts what a request is made of while it is read. What is counted is claimed as memory, in steps
 * ahead of what is made.
 */
final class Tally {

  private static final int NUMBERS_PER_PART = 16;
  private static final long BYTES_PER_NUMBER = MessageBounds.BYTES_PER_PART / NUMBERS_PER_PART;

  /** Claimed at once, in numbers: a typical request needs one step. */
  private static final long STEP = 4096L * NUMBERS_PER_PART;

  private final MessageBounds bounds;
  private final DecodeMemory.Claim claim;
  private final long limit;
  private final Oddities oddities = new Oddities();
  private long counted;
  private long claimed;

  Tally(MessageBounds bounds, DecodeMemory.Claim claim) {
    this.bounds = bounds;
    this.claim = claim;
    this.limit = (long) bounds.parts() * NUMBERS_PER_PART;
  }

  /** How many messages may lie within one another, below the outermost. */
  int maxDepth() {
    return bounds.depth();
  }

  /** How long the key of an attribute may be. */
  int maxKeyBytes() {
    return bounds.keyBytes();
  }

  /** A message, or something else that takes an object of its own. */
  void part() {
    count(NUMBERS_PER_PART);
  }

  /** Elements of a list of numbers. */
  void numbers(int count) {
    count(count);
  }

  private void count(int more) {
    counted += more;
    if (counted > claimed) {
      claimMore();
    }
  }

  private void claimMore() {
    if (counted > limit) {
      throw OtlpException.tooLarge(
          "the export has more than %d parts, which is the limit: messages, attributes and values"
              .formatted(bounds.parts()));
    }
    long wanted = Math.min(limit, Math.max(counted, claimed + STEP));
    claim.grow((wanted - claimed) * BYTES_PER_NUMBER);
    claimed = wanted;
  }

  /** What was odd so far. */
  Oddities oddities() {
    return oddities;
  }
}
