package dev.millrace.keys;

import org.jspecify.annotations.Nullable;

/** What the check of a request's key found. */
public sealed interface KeyVerdict {

  /** The key is good; what it may do is its scopes' matter. */
  record Accepted(Verifier key) implements KeyVerdict {}

  /**
   * There is no key, or not a good one; asking again changes nothing.
   *
   * @param why for the sender: what is wrong and what to do
   * @param ended the key, if it once was good; null if it never was one
   */
  record Refused(String why, @Nullable Verifier ended) implements KeyVerdict {

    /** Of what never was a key. */
    public Refused(String why) {
      this(why, null);
    }
  }

  /** The published keys cannot be read, so nothing is known of this one; asking again may help. */
  record Unavailable() implements KeyVerdict {}
}
