package dev.millrace.people;

import dev.millrace.PersonName;
import dev.millrace.PlainText;
import java.util.regex.Pattern;

/**
 * A person of an organisation.
 *
 * @param email folded as {@link PersonName} says, without surrounding blanks; it is what the
 *     payloads' e-mail addresses are matched with
 * @param name what the person is called
 * @param team empty if in none
 */
public record Member(String email, String name, String team, Role role) {

  private static final Pattern EMAIL =
      Pattern.compile("[^\\s\\p{Z}\\p{Cf}@]+@[^\\s\\p{Z}\\p{Cf}@]+");

  private static final Pattern INVISIBLE =
      Pattern.compile("^[\\s\\p{Z}\\p{Cf}]+|[\\s\\p{Z}\\p{Cf}]+$");

  private static final int MAX_LENGTH = 254;

  public Member {
    email = address(email);
    name = PlainText.trimmed(name);
    team = PlainText.trimmed(team);
    if (!isEmail(email)) {
      throw new IllegalArgumentException(
          "a member has an e-mail address, but was \"" + email + "\"");
    }
    if (name.length() > MAX_LENGTH || team.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a name and a team have at most " + MAX_LENGTH + " characters: " + email);
    }
    if (!PlainText.isPlain(name) || !PlainText.isPlain(team)) {
      throw new IllegalArgumentException(
          "a name and a team have no control characters and no broken ones: " + email);
    }
  }

  /** An e-mail address as it is kept, however it is written. */
  public static String address(String text) {
    return PersonName.folded(INVISIBLE.matcher(text).replaceAll(""));
  }

  /** Whether the text can be a member's e-mail address. */
  public static boolean isEmail(String text) {
    return EMAIL.matcher(text).matches() && text.length() <= MAX_LENGTH && PlainText.isPlain(text);
  }
}
