package dev.millrace.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The members of a {@link JsonMessage}, by name and in an order. Reading is faster where that is
 * the sender's: logs and traces have that of OpenTelemetry's JavaScript SDK.
 *
 * <p>One that is {@code null} is as good as absent, an unknown one is stepped over. Names are read
 * in snake_case too: the specification calls it invalid, yet senders that print protobuf's own
 * names lose nothing by it.
 *
 * @param <M> the message
 * @param <B> its builder
 */
final class JsonMembers<M, B> {

  private final List<JsonMember<M, B>> inOrder = new ArrayList<>();
  private final Map<String, JsonMember<M, B>> byName = new HashMap<>();
  private final JsonMember<M, B> unknown =
      new JsonMember<>(
          0,
          new SerializedString(""),
          message -> false,
          (in, builder) -> in.skip(),
          (out, message) -> {});

  void add(
      String name, Predicate<M> isSet, JsonMember.Reader<B> reader, JsonMember.Writer<M> writer) {
    JsonMember<M, B> member =
        new JsonMember<>(inOrder.size(), new SerializedString(name), isSet, reader, writer);
    inOrder.add(member);
    byName.put(name, member);
    byName.put(snakeCase(name), member);
  }

  /** Reads the members of an object that has been entered. */
  void read(JsonInput in, B builder) throws IOException {
    read(next(in, 0), in, builder);
  }

  /** Reads what is left of an object whose next name was not the one that it was compared with. */
  void readRest(JsonInput in, B builder) throws IOException {
    read(current(in), in, builder);
  }

  void write(JsonGenerator out, M message) throws IOException {
    for (JsonMember<M, B> member : inOrder) {
      member.writeIfSet(out, message);
    }
  }

  private void read(@Nullable JsonMember<M, B> first, JsonInput in, B builder) throws IOException {
    JsonMember<M, B> member = first;
    while (member != null) {
      if (!in.isNull()) {
        member.reader().read(in, builder);
      }
      member = next(in, member.index() + 1);
    }
  }

  /**
   * Steps to the value of the next member.
   *
   * @param likely index of the member that it probably is: most senders keep to one order
   * @return null at the end of the object
   */
  private @Nullable JsonMember<M, B> next(JsonInput in, int likely) throws IOException {
    JsonMember<M, B> member = inOrder.get(likely < inOrder.size() ? likely : 0);
    return in.nextMemberIs(member.name()) ? member : current(in);
  }

  private @Nullable JsonMember<M, B> current(JsonInput in) throws IOException {
    String name = in.memberName();
    return name == null ? null : byName.getOrDefault(name, unknown);
  }

  private static String snakeCase(String lowerCamelCase) {
    return lowerCamelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
