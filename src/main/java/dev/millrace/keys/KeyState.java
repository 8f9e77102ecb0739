package dev.millrace.keys;

import java.util.Locale;

/** How it stands with a key. */
public enum KeyState {
  /** Good, and for longer. */
  ACTIVE,
  /** Good, but not much longer: time to rotate it. */
  EXPIRING,
  /** No longer good; its time is over. */
  EXPIRED,
  /** No longer good; somebody said so. */
  REVOKED;

  /** Whether it is let in. */
  public boolean isLive() {
    return this == ACTIVE || this == EXPIRING;
  }

  /** Lower case, as in the API. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
