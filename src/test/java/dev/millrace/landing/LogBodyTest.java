package dev.millrace.landing;

import static dev.millrace.landing.LogExports.array;
import static dev.millrace.landing.LogExports.attribute;
import static dev.millrace.landing.LogExports.bodyless;
import static dev.millrace.landing.LogExports.list;
import static dev.millrace.landing.LogExports.log;
import static dev.millrace.otlp.TestExports.string;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.landing.Redaction.Redacted;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of a log record's body is removed; {@link RedactionTest} has the rest. */
class LogBodyTest {

  @Test
  void removesTextsAfterTheFirstOfBodyThatIsList() {
    AnyValue number = AnyValue.newBuilder().setIntValue(7).build();
    Export export =
        log(
            array(
                string("evaluated"),
                string("{\"pattern\":\"rm -r\"}"),
                number,
                string("evaluated")));

    Redacted redacted = ContentRemoval.of(export);

    assertThat(redacted.removed()).isEqualTo(2);
    assertThat(redacted.export()).isEqualTo(log(array(string("evaluated"), number)));
  }

  @Test
  void removesBodyOfMessageByEitherNameOfItsEvent() {
    AnyValue message = list(attribute("role", string("user")), attribute("text", string("plan")));
    KeyValue name = attribute("event.name", string("gen_ai.user.message"));

    assertThat(ContentRemoval.of(log(message, name)))
        .isEqualTo(new Redacted(bodyless(name), 1, Map.of()));
    assertThat(ContentRemoval.of(log(string("my secret plan"), name)))
        .isEqualTo(new Redacted(bodyless(name), 1, Map.of()));
    assertThat(ContentRemoval.of(log(string("gen_ai.user.message"), name)).removed()).isZero();
  }

  @Test
  void removesBodyThatRepeatsWhatIsContent() {
    KeyValue error = attribute("error", string("no such file: /home/ada/plan"));

    Redacted redacted =
        ContentRemoval.of(log(string("It failed: no such file: /home/ada/plan."), error));

    assertThat(redacted).isEqualTo(new Redacted(bodyless(), 2, Map.of()));
  }

  @Test
  void keepsBodyThatIsName() {
    Export export = log(string("gemini_cli.api_request"), attribute("k", string("API Request")));

    assertThat(ContentRemoval.of(export).export()).isSameAs(export);
  }

  @Test
  void keepsBodyThatIsToolsOwnWords() {
    for (String body :
        List.of(
            "API request to gemini-2.5-pro.",
            "API response from gemini-2.5-pro. Status: 200. Duration: 393ms.",
            "Tool call: read_file. Decision: auto_accept. Success: true. Duration: 59ms.",
            "User prompt. Length: 46.",
            "CLI configuration loaded.")) {
      Export export = log(string(body), attribute("event.name", string("gemini_cli.user_prompt")));

      assertThat(ContentRemoval.of(export).export()).isSameAs(export);
    }
  }

  @Test
  void removesBodyThatMayBeContentAndTellsIt() {
    for (AnyValue body :
        List.of(
            string("API request to some-model. Please."),
            string("API request to sk-abcdefghijklmnop."),
            AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("a plan")).build())) {
      assertThat(ContentRemoval.of(log(body)))
          .isEqualTo(new Redacted(bodyless(), 1, Map.of("log.body", 1)));
    }
  }
}
