package dev.millrace.landing;

import static dev.millrace.landing.LogExports.attribute;
import static dev.millrace.landing.LogExports.list;
import static dev.millrace.otlp.TestExports.string;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.landing.Landing.Landed;
import dev.millrace.landing.LandingConfig.Content;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Export;
import dev.millrace.store.DirectoryObjectStore;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Content of every tool, under each name and in each place it is known to send some, looked for in
 * the bytes that land.
 */
class ToolContentTest {

  private static final String MARKER = "rosebud, the sled";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Claude Code   | EVENT      | prompt prompt_text user_prompt response assistant_response
          Claude Code   | EVENT      | tool_input tool_parameters tool_output full_command body error
          Claude Code   | SPAN       | user_prompt user_system_prompt system_prompt new_context
          Claude Code   | SPAN       | response.model_output system_prompt_preview thinking
          Claude Code   | SPAN_EVENT | output content bash_command diff tool_result stdout stderr
          Codex         | EVENT      | prompt arguments output error.message
          Gemini CLI    | EVENT      | prompt request_text response_text function_args error
          Gemini CLI    | EVENT      | gen_ai.system_instructions gen_ai.input.messages reasoning
          Gemini CLI    | RESOURCE   | process.command_args process.command_line process.command
          Qwen Code     | EVENT      | prompt request_text response_text function_args error_message
          Copilot       | SPAN       | gen_ai.input.messages gen_ai.output.messages
          Copilot       | SPAN       | gen_ai.system_instructions gen_ai.tool.definitions
          Copilot       | SPAN       | gen_ai.tool.call.arguments gen_ai.tool.call.result
          Copilot       | SPAN       | copilot_chat.user_request copilot_chat.reasoning_content
          Copilot       | SPAN       | copilot_chat.hook_input copilot_chat.hook_output
          Copilot       | SPAN       | copilot_chat.hook_command copilot_chat.request.shape
          Copilot       | SPAN       | github.copilot.tool.parameters.command toolDefinitions
          Copilot       | SPAN_EVENT | gen_ai.system.message exception.message
          opencode      | SPAN       | ai.prompt ai.prompt.messages ai.prompt.tools ai.response.text
          opencode      | SPAN       | ai.response.toolCalls ai.toolCall.args ai.toolCall.result
          opencode      | SPAN       | db.query.text db.statement
          Cursor        | EVENT      | prompt message error
          Cline         | EVENT      | prompt response error_message
          Goose         | SPAN       | input output messages tool_call arguments result
          GenAI         | SPAN_EVENT | gen_ai.prompt gen_ai.completion gen_ai.event.content
          GenAI         | EVENT      | gen_ai.content.prompt gen_ai.content.completion
          GenAI         | EVENT      | gen_ai.input.messages gen_ai.output.messages
          GenAI         | BODY       | content tool_calls message gen_ai.input.messages
          OpenLLMetry   | SPAN       | gen_ai.prompt.0.content gen_ai.completion.0.content
          OpenLLMetry   | SPAN       | llm.prompts.0.content traceloop.entity.input
          OpenLLMetry   | SPAN       | llm.request.functions.0.parameters traceloop.entity.output
          OpenInference | SPAN       | input.value output.value llm.prompts
          OpenInference | SPAN       | llm.input_messages.0.message.content
          OpenInference | SPAN       | llm.output_messages.1.message.tool_calls.0.x
          any           | EXEMPLAR   | prompt
          any           | SPAN_EVENT | exception.stacktrace exception.message
          any           | STATUS     | message
          """)
  void landsNothingOfIt(String tool, Place place, String names) throws IOException {
    for (String name : names.split(" ")) {
      Export export = place.export(attribute(name, string(MARKER)));
      assertThat(text(export.message().toByteArray())).contains(MARKER);

      DirectoryObjectStore store = new DirectoryObjectStore(folder.resolve(name));
      Landed landed = land(export, store);

      byte[] gzip = store.get(landed.object().key()).orElseThrow();
      byte[] raw = new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
      assertThat(text(raw)).as("%s: %s", tool, name).doesNotContain("rosebud");
      assertThat(landed.removed()).as("%s: %s", tool, name).isEqualTo(1);
    }
  }

  private static Landed land(Export export, DirectoryObjectStore store) throws IOException {
    Body body =
        Body.read(
            new ByteArrayInputStream(export.message().toByteArray()),
            ContentCoding.IDENTITY,
            new Body.Bounds(100_000, 100_000));
    return new Landing(store, LandingSettings.of(Content.REMOVE))
        .land(
            new OrgId("acme"),
            new KeyId("key000000001"),
            LocalDate.parse("2026-11-22"),
            body,
            ContentRemoval.decoded(export));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  /** Where in an export. */
  private enum Place {
    EVENT {
      @Override
      Export export(KeyValue content) {
        return LogExports.log(string("an_event"), content);
      }
    },
    BODY {
      @Override
      Export export(KeyValue content) {
        return LogExports.log(list(content));
      }
    },
    RESOURCE {
      @Override
      Export export(KeyValue content) {
        var request = ExportLogsServiceRequest.newBuilder();
        request.addResourceLogsBuilder().getResourceBuilder().addAttributes(content);
        return new Export.Logs(request.build());
      }
    },
    SPAN {
      @Override
      Export export(KeyValue content) {
        return span(span -> span.addAttributes(content));
      }
    },
    SPAN_EVENT {
      @Override
      Export export(KeyValue content) {
        return span(span -> span.addEventsBuilder().addAttributes(content));
      }
    },
    STATUS {
      @Override
      Export export(KeyValue content) {
        String message = content.getValue().getStringValue();
        return span(span -> span.getStatusBuilder().setMessage(message));
      }
    },
    EXEMPLAR {
      @Override
      Export export(KeyValue content) {
        var request = ExportMetricsServiceRequest.newBuilder();
        request
            .addResourceMetricsBuilder()
            .addScopeMetricsBuilder()
            .addMetricsBuilder()
            .getSumBuilder()
            .addDataPointsBuilder()
            .addExemplarsBuilder()
            .addFilteredAttributes(content);
        return new Export.Metrics(request.build());
      }
    };

    abstract Export export(KeyValue content);

    private static Export span(Consumer<Span.Builder> filled) {
      var request = ExportTraceServiceRequest.newBuilder();
      filled.accept(request.addResourceSpansBuilder().addScopeSpansBuilder().addSpansBuilder());
      return new Export.Traces(request.build());
    }
  }
}
