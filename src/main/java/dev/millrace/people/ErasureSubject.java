package dev.millrace.people;

import dev.millrace.PersonName;
import dev.millrace.PersonNames;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose data somebody wants erased.
 *
 * @param name e-mail address or another name on the roster or in the data, in its normal form
 */
public record ErasureSubject(String name) {

  /** Empty if nobody can be called so. */
  public static Optional<ErasureSubject> of(String text) {
    String name = PersonName.normal(text);
    return PersonNames.isNobodys(name) ? Optional.empty() : Optional.of(new ErasureSubject(name));
  }

  /** Whether who asks has said the name once more: what is erased is gone. */
  public boolean isConfirmedBy(@Nullable String again) {
    return again != null && PersonName.normal(again).equals(name);
  }
}
