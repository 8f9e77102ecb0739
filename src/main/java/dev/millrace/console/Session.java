package dev.millrace.console;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's stay in the console.
 *
 * @param id by which it is ended
 * @param key with which they came in; when it ends, so does the session. Null if it was with no key
 * @param member e-mail address of the owner who it is; null if all that is known is the
 *     organisation's key
 * @param since when they came in, to the second
 */
record Session(String id, OrgId org, @Nullable KeyId key, @Nullable String member, Instant since) {

  Session {
    if (key == null && member == null) {
      throw new IllegalArgumentException("a session is of a key or of a member, but was of none");
    }
  }

  /** Who does what is done in it, as {@link dev.millrace.keys.ApiKey} records it. */
  String actor() {
    return member == null ? String.valueOf(key) : member;
  }
}
