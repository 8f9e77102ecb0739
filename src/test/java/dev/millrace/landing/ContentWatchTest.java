package dev.millrace.landing;

import static dev.millrace.landing.LogExports.attribute;
import static dev.millrace.landing.LogExports.list;
import static dev.millrace.landing.LogExports.log;
import static dev.millrace.otlp.TestExports.string;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.millrace.Signal;
import dev.millrace.otlp.Decoded;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.RandomExports;
import dev.millrace.tools.Capture;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys of content are seen in the bytes of a request before it is parsed; {@link RedactionTest} has
 * the places that they are taken out of.
 */
class ContentWatchTest {

  private static Stream<String> keys() {
    return Stream.concat(ContentKeys.KEYS.stream(), ContentKeys.MESSAGES.stream());
  }

  @ParameterizedTest
  @MethodSource("keys")
  void seesInBytesWhatHoldsContentAndNothingElse(String key) {
    for (String ending :
        List.of("", ".0", ".12.content", ".0.\u00e9", ".\u0663", ".", ".x", "x", "\u00e9")) {
      assertSeenAsHeld(key + ending);
    }
    for (int length = 0; length < key.length(); length++) {
      assertSeenAsHeld(key.substring(0, length));
      assertSeenAsHeld(key.substring(length + 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void seesSingleKeyWhereverItStands(Signal signal) throws InvalidProtocolBufferException {
    for (int seed = 0; seed < 5; seed++) {
      Message export = (Message) RandomExports.of(signal, seed).message();
      int lists = lists(export);
      for (int i = 0; i < Math.min(lists, 50); i++) {
        // Spread over all of it.
        Message telling = telling(export, new int[] {(int) ((long) i * lists / 50 % lists)});
        Export sent = Export.parse(signal, telling.toByteArray());

        assertThat(ContentRemoval.decoded(sent).keyLookedFor()).isTrue();
        assertThat(ContentRemoval.of(sent).removed()).isPositive();
      }
    }
  }

  @Test
  void seesNoneInRealMetrics() {
    assertThat(new Capture("claude-code-protobuf-delta").exports())
        .filteredOn(Export.Metrics.class::isInstance)
        .isNotEmpty()
        .map(ContentRemoval::decoded)
        .noneMatch(Decoded::keyLookedFor);
  }

  @Test
  void seesBodiesThatMayBeMoreThanWord() {
    for (AnyValue word : List.of(string("claude_code.api_request"), string(""))) {
      assertThat(ContentRemoval.decoded(log(word)).textLookedFor()).isFalse();
    }
    for (AnyValue body :
        List.of(
            string("two words"),
            string("deux\u2003mots"),
            string("w".repeat(200)),
            list(attribute("k", string("v"))),
            AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("bytes")).build())) {
      assertThat(ContentRemoval.decoded(log(body)).textLookedFor()).as("%s", body).isTrue();
    }
  }

  @Test
  void seesMessagesOfStatusThatAreMoreThanWord() {
    assertThat(ContentRemoval.decoded(failed("timeout")).textLookedFor()).isFalse();
    assertThat(ContentRemoval.decoded(failed("")).textLookedFor()).isFalse();
    assertThat(ContentRemoval.decoded(failed("no such file")).textLookedFor()).isTrue();
    assertThat(ContentRemoval.decoded(failed("perdu\u2003!")).textLookedFor()).isTrue();
  }

  private static Export failed(String message) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpansBuilder()
        .getStatusBuilder()
        .setMessage(message);
    return new Export.Traces(request.build());
  }

  private static void assertSeenAsHeld(String key) {
    for (AnyValue value : List.of(string("some words"), string("word"))) {
      // Of no key nothing is written, and so it is not certain either.
      assertThat(seen(key, value))
          .as("%s: %s", key, value)
          .isEqualTo(key.isEmpty() || isHeld(key, value));
    }
    // Where it is not certain that a value is one word.
    AnyValue list = list(attribute("k", string("v")));
    for (AnyValue value : List.of(string("mot\u2003clef"), string("w".repeat(200)), list)) {
      assertThat(seen(key, value) || !isHeld(key, value)).as("%s: %s", key, value).isTrue();
    }
  }

  private static boolean isHeld(String key, AnyValue value) {
    Fences fences = new Fences(Set.of());
    return fences.of(attribute(key, value), false) != Fences.Verdict.LANDS;
  }

  private static boolean seen(String key, AnyValue value) {
    return ContentRemoval.decoded(log(string("body"), attribute(key, value))).keyLookedFor();
  }

  /** How many lists of attributes the message has in it. */
  private static int lists(Message message) {
    int[] left = {Integer.MAX_VALUE};
    telling(message, left);
    return Integer.MAX_VALUE - left[0];
  }

  /**
   * The message with a secret in one list of attributes.
   *
   * @param left how many lists come before it; counted down
   */
  private static Message telling(Message message, int[] left) {
    Message.Builder builder = message.toBuilder();
    for (FieldDescriptor field : message.getAllFields().keySet()) {
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && field.isRepeated()) {
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
          Message element = (Message) message.getRepeatedField(field, i);
          builder.setRepeatedField(field, i, telling(element, left));
        }
        if (field.getMessageType().equals(KeyValue.getDescriptor()) && left[0]-- == 0) {
          builder.addRepeatedField(field, attribute("gen_ai.prompt.0", string("my plan")));
        }
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        builder.setField(field, telling((Message) message.getField(field), left));
      }
    }
    return builder.build();
  }
}
