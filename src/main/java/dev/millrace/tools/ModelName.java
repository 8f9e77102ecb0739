package dev.millrace.tools;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The one name of a model that every tool and provider calls differently: in lower case, without
 * provider, region, date, version of the provider's, size of the context and effort.
 *
 * <p>The rules are data, since the table of prices is made by them too; they apply in their order.
 */
public final class ModelName {

  private static final List<Rule> RULES = rules();

  /** An organisation uses some dozens of names, over and over. */
  private static final LoadingCache<String, String> KNOWN =
      Caffeine.newBuilder().maximumSize(2_000).build(ModelName::derived);

  private ModelName() {}

  /** The normal form of a name as sent; empty if it is. */
  public static String normal(String sent) {
    return sent.isEmpty() ? "" : KNOWN.get(sent);
  }

  private static String derived(String sent) {
    String lower = sent.strip().toLowerCase(Locale.ROOT);
    String name = lower;
    for (Rule rule : RULES) {
      name = rule.match().matcher(name).replaceAll(rule.put());
    }
    return name.isEmpty() ? lower : name;
  }

  private static List<Rule> rules() {
    try (InputStream stream =
        Objects.requireNonNull(ModelName.class.getResourceAsStream("model-names.json"))) {
      return List.of(new JsonMapper().readValue(stream, Rule[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What is put in the place of what matches.
   *
   * @param means what it is that matches
   */
  private record Rule(String means, Pattern match, String put) {}
}
