package dev.millrace;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which keys of attributes name people: those that end in a word for somebody, as in {@code author}
 * and {@code cursor.user}, or in such a word and others for what they are known by, as in {@code
 * user.account_uuid}, {@code userId} and {@code installation.id}. So {@code user_agent.name} and
 * {@code user.count} name nobody.
 */
final class PersonKeys {

  private static final Set<String> PEOPLE =
      words(
          "user users userid username enduser account member person people author committer"
              + " reviewer owner actor assignee employee login email mail installation distinct by");

  private static final Set<String> KNOWN_BY =
      words("id ids uid uuid guid name full first last display nick address hash number no");

  /** What has accounts and owners that are nobody in particular. */
  private static final Set<String> NO_PEOPLE =
      words("cloud aws gcp azure vcs repo repository organization");

  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");

  private PersonKeys() {}

  static boolean isOne(String key) {
    List<String> words =
        BETWEEN_WORDS.splitAsStream(key).map(word -> word.toLowerCase(Locale.ROOT)).toList();
    int last = words.size() - 1;
    while (last >= 0 && KNOWN_BY.contains(words.get(last))) {
      last--;
    }
    return last >= 0 && PEOPLE.contains(words.get(last)) && !NO_PEOPLE.contains(words.get(0));
  }

  private static Set<String> words(String all) {
    return Set.of(all.split(" "));
  }
}
