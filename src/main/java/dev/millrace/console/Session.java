package dev.millrace.console;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's stay in the console.
 *
 * @param key with which they came in; when it ends, so does the session
 * @param member e-mail address of the owner whose personal key that is; null for the organisation's
 * @param since when they came in, to the second
 */
record Session(OrgId org, KeyId key, @Nullable String member, Instant since) {

  /** Who does what is done in it, as {@link dev.millrace.keys.ApiKey} records it. */
  String actor() {
    return member == null ? key.value() : member;
  }
}
