package dev.millrace;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One person by every name they are known by, and the rule which texts are theirs.
 *
 * <p>Nobody else has the same address, or the same long random id: a text is theirs that is one or
 * that holds one, wherever it stands, and not within another's. Any other name, such as {@code 7}
 * or {@code vscode}, may be everybody's: a text is theirs if it is all of it, by {@link
 * PersonName#normal}, and stands under a key that names people ({@link PersonKeys}). A name that
 * stands for nobody is nobody's.
 */
public final class PersonNames {

  /** UUIDs, hexadecimal digits, and what is as long without a separator, behind a prefix or not. */
  private static final Pattern RANDOM_ID =
      Pattern.compile(
          "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
              + "|(?=.*[0-9])(?=.*[a-z])([a-z]{1,12}[_-])?([0-9a-f]{16,}|[0-9a-z]{20,})");

  /** No more of an address or an id before this, and after that. */
  private static final String BEFORE = "(?<![\\p{L}\\p{N}._%+-])";

  private static final String AFTER = "(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])";

  private static final Pattern NOTHING = Pattern.compile("(?!)");

  private final Set<String> names;
  private final Pattern quoted;
  private final Pattern within;

  /** Of whoever is known by one of these, in any spelling. */
  public PersonNames(Collection<String> names) {
    this.names =
        names.stream()
            .map(PersonName::normal)
            .filter(name -> !isNobodys(name))
            .collect(Collectors.toUnmodifiableSet());
    String own =
        this.names.stream()
            .filter(PersonNames::isTheirsAlone)
            .map(PersonNames::spelled)
            .collect(joining("|"));
    this.quoted = own.isEmpty() ? NOTHING : Pattern.compile(BEFORE + "(" + own + ")" + AFTER);
    this.within = own.isEmpty() ? NOTHING : Pattern.compile(own);
  }

  /** Whether a name is many people's, or no name. */
  public static boolean isNobodys(String name) {
    return name.equals(PersonName.UNATTRIBUTED) || name.indexOf('@') < 0 && Nobody.is(name);
  }

  /** Whether they have this name, in any spelling. */
  public boolean include(String name) {
    return names.contains(PersonName.normal(name));
  }

  /** Whether they have none. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** Whether an attribute's text is theirs, or its key. */
  public boolean standIn(String key, String text) {
    return standIn(text) || standIn(key) || include(text) && PersonKeys.isOne(key);
  }

  /** Whether a text under no key is theirs. */
  public boolean standIn(String text) {
    if (text.length() < 3 || quoted == NOTHING) {
      return false;
    }
    String name = PersonName.normal(text);
    return names.contains(name) && isTheirsAlone(name)
        || quoted.matcher(PersonName.plain(text)).find();
  }

  /** Whether an attribute's number is theirs: most count something. */
  public boolean standIn(String key, long number) {
    return names.contains(Long.toString(number)) && PersonKeys.isOne(key);
  }

  /** Likewise: some senders write whole numbers so. */
  public boolean standIn(String key, double number) {
    return number == Math.rint(number) && standIn(key, (long) number);
  }

  /** Whether bytes of which nobody knows what they are hold an address or an id of theirs. */
  public boolean standIn(byte[] bytes) {
    return quoted != NOTHING
        && within.matcher(PersonName.plain(new String(bytes, StandardCharsets.UTF_8))).find();
  }

  private static boolean isTheirsAlone(String name) {
    return PersonName.isAddress(name) || RANDOM_ID.matcher(name).matches();
  }

  /** An at sign may be written as it is in addresses of pages. */
  private static String spelled(String name) {
    return Arrays.stream(name.split("@", -1)).map(Pattern::quote).collect(joining("(?:@|%40)"));
  }

  /** Names nobody, since logs show it. */
  @Override
  public String toString() {
    return "a person of " + names.size() + " names";
  }
}
