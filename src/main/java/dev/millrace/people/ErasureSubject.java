package dev.millrace.people;

import dev.millrace.PlainText;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose data somebody wants erased.
 *
 * @param name e-mail address or another name in the data, in lower case
 */
public record ErasureSubject(String name) {

  /** Empty if nobody can be called so. */
  public static Optional<ErasureSubject> of(String text) {
    String name = folded(text);
    return name.isEmpty() || !PlainText.isPlain(name)
        ? Optional.empty()
        : Optional.of(new ErasureSubject(name));
  }

  /** Whether who asks has said the name once more: what is erased is gone. */
  public boolean isConfirmedBy(@Nullable String again) {
    return again != null && folded(again).equals(name);
  }

  private static String folded(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
