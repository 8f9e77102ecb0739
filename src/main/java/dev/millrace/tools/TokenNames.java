package dev.millrace.tools;

import dev.millrace.tools.Fact.Asking;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names under which a tool counts tokens: metrics, types of a metric, or attributes.
 *
 * @param renamed of attributes with several names, the name that counts where an event has both
 */
record TokenNames(Map<String, TokenKind> kinds, Map<String, String> renamed) {

  /** What goes into a request. */
  private static final List<Measure> CONTEXT =
      List.of(Measure.TOKENS_INPUT, Measure.TOKENS_CACHE_READ, Measure.TOKENS_CACHE_CREATION);

  TokenNames {
    kinds = Map.copyOf(kinds);
    renamed = Map.copyOf(renamed);
  }

  TokenNames(Map<String, TokenKind> kinds) {
    this(kinds, Map.of());
  }

  /** Of each kind all its names, the one that counts first. */
  static TokenNames ofKinds(Map<TokenKind, List<String>> names) {
    Map<String, TokenKind> kinds = new HashMap<>();
    Map<String, String> renamed = new HashMap<>();
    names.forEach(
        (kind, all) -> {
          all.forEach(name -> kinds.put(name, kind));
          for (int i = 1; i < all.size(); i++) {
            renamed.put(all.get(i), all.get(i - 1));
          }
        });
    return new TokenNames(kinds, renamed);
  }

  /**
   * What a point says that counts under the name; nothing if the name is of no count.
   *
   * <p>A point of cached tokens does not know the point of the input that they are part of, so it
   * says what is to be taken off.
   */
  List<Fact> facts(String name, Quantity count, Asking asking) {
    TokenKind kind = kinds.get(name);
    return kind == null
        ? List.of()
        : kind.measures().stream()
            .map(measure -> Fact.of(measure, count.count()).by(asking))
            .toList();
  }

  /**
   * What the event's attributes of these names say; what is cached is taken off the input. An input
   * that is smaller than what was cached has it left out already.
   */
  List<Fact> facts(Event event, Asking asking) {
    Map<Measure, Long> counts = new EnumMap<>(Measure.class);
    kinds.forEach(
        (name, kind) ->
            count(event.attributes(), name)
                .ifPresent(
                    count ->
                        kind.measures()
                            .forEach(measure -> counts.merge(measure, count.count(), Long::sum))));
    Long cached = counts.remove(Measure.TOKENS_INPUT_CACHED);
    if (cached != null) {
      counts.computeIfPresent(
          Measure.TOKENS_INPUT, (input, all) -> all < cached ? all : all - cached);
    }
    Asking request =
        asking.reading(CONTEXT.stream().mapToLong(kind -> counts.getOrDefault(kind, 0L)).sum());
    return counts.entrySet().stream()
        .map(count -> Fact.of(count.getKey(), count.getValue()).by(request))
        .toList();
  }

  private Optional<Quantity> count(Attributes attributes, String name) {
    for (String better = renamed.get(name); better != null; better = renamed.get(better)) {
      if (attributes.quantity(better).isPresent()) {
        return Optional.empty();
      }
    }
    return attributes.quantity(name);
  }
}
