package dev.millrace.landing;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells which attributes hold what people wrote, models answered or tools were given and gave back.
 *
 * <p>A number or a truth value never does, whatever its name: some tools count under names that
 * others write text under. A name that goes on with a number is one of a list, as in {@code
 * gen_ai.prompt.0.content}, and as its list.
 *
 * <p>Several tools send some of these unasked: Codex tool arguments and output, Gemini CLI the
 * prompt as process arguments and its system instruction, Claude Code Cowork prompts and tool
 * details.
 */
final class ContentKeys {

  static final Set<String> KEYS =
      Set.of(
          // Claude Code and Cowork
          "prompt",
          "prompt_text",
          "user_prompt",
          "response",
          "assistant_response",
          "thinking",
          "tool_input",
          "tool_parameters",
          "tool_output",
          "tool_result",
          "content",
          "diff",
          "stdout",
          "stderr",
          "full_command",
          "bash_command",
          "user_system_prompt",
          "system_prompt",
          "system_prompt_preview",
          "new_context",
          "response.model_output",
          "body",
          // Codex
          "arguments",
          "output",
          // Goose and other Rust programs, by the arguments of their functions
          "input",
          "instructions",
          "messages",
          "tool_call",
          "tool_calls",
          // Gemini CLI and Qwen Code
          "request_text",
          "response_text",
          "function_args",
          "process.command_args",
          "process.command_line",
          "process.command",
          // Gemini CLI's hooks, its judgement of safety and its look-out for loops
          "hook_input",
          "hook_output",
          "trusted_content",
          "verdict_rationale",
          "analysis",
          // Gemini CLI's routing: what a model says of the prompt
          "reasoning",
          "routing.reasoning",
          // GenAI conventions, earlier and later names
          "gen_ai.prompt",
          "gen_ai.completion",
          "gen_ai.content.prompt",
          "gen_ai.content.completion",
          "gen_ai.system_instructions",
          "gen_ai.input.messages",
          "gen_ai.output.messages",
          "gen_ai.tool.definitions",
          "gen_ai.tool.description",
          "gen_ai.tool.call.arguments",
          "gen_ai.tool.call.result",
          "gen_ai.tool.message",
          "gen_ai.user.message",
          "gen_ai.system.message",
          "gen_ai.assistant.message",
          "gen_ai.choice",
          "gen_ai.event.content",
          "gen_ai.evaluation.explanation",
          "gen_ai.retrieval.query.text",
          "gen_ai.retrieval.documents",
          // Copilot
          "copilot_chat.user_request",
          "copilot_chat.reasoning_content",
          "copilot_chat.markdown_content",
          "copilot_chat.hook_command",
          "copilot_chat.hook_input",
          "copilot_chat.hook_output",
          "copilot_chat.request.shape",
          "github.copilot.tool.parameters.command",
          "toolDefinitions",
          // opencode and other users of the AI SDK
          "ai.prompt",
          "ai.prompt.messages",
          "ai.prompt.tools",
          "ai.response.text",
          "ai.response.object",
          "ai.response.reasoning",
          "ai.response.files",
          "ai.response.toolCalls",
          "ai.toolCall.args",
          "ai.toolCall.result",
          "ai.value",
          "ai.values",
          // OpenInference
          "input.value",
          "output.value",
          "input.images",
          "input.documents",
          "output.images",
          "output.documents",
          "llm.prompts",
          "llm.completions",
          "llm.choices",
          "llm.input_messages",
          "llm.output_messages",
          "llm.function_call",
          "llm.prompt_template.template",
          "llm.prompt_template.variables",
          "llm.tools",
          "message.content",
          "message.contents",
          "message.tool_calls",
          "message.function_call_arguments_json",
          "tool.parameters",
          "tool_call.function.arguments",
          "document.content",
          "embedding.text",
          "embedding.embeddings",
          "retrieval.documents",
          "reranker.query",
          "reranker.input_documents",
          "reranker.output_documents",
          // OpenLLMetry and Langfuse
          "llm.request.functions",
          "traceloop.entity.input",
          "traceloop.entity.output",
          "langfuse.trace.input",
          "langfuse.trace.output",
          "langfuse.observation.input",
          "langfuse.observation.output",
          // Libraries beneath a tool that quote what goes through them
          "db.query.text",
          "db.statement",
          "http.request.body",
          "http.response.body",
          // Stack traces quote arguments and paths
          "exception.stacktrace");

  /** Messages of what went wrong or is done, which may quote a command line and its output. */
  static final Set<String> MESSAGES =
      Set.of(
          "error",
          "error.message",
          "error_message",
          "exception.message",
          "message",
          "command",
          "result",
          // Gemini CLI: a hook's command line, a call's output, a policy made from the project
          "hook_name",
          "metadata",
          "policy");

  /** Events whose body, where they have one, is a message between people, models and tools. */
  private static final Set<String> MESSAGE_EVENTS =
      Set.of(
          "api_request_body",
          "api_response_body",
          "assistant_response",
          "user_prompt",
          "claude_code.api_request_body",
          "claude_code.api_response_body",
          "claude_code.assistant_response",
          "claude_code.user_prompt",
          "codex.user_prompt",
          "gemini_cli.user_prompt",
          "qwen-code.user_prompt",
          "gen_ai.client.inference.operation.details",
          "gen_ai.user.message",
          "gen_ai.system.message",
          "gen_ai.assistant.message",
          "gen_ai.tool.message",
          "gen_ai.choice");

  private static final KeyOutlines OUTLINES =
      KeyOutlines.of(Stream.concat(KEYS.stream(), MESSAGES.stream()));

  private ContentKeys() {}

  /** Whether a key in UTF-8 may be one of content by its beginning and end, as few others are. */
  static boolean looksLikeOne(byte[] bytes, int start, int length) {
    return OUTLINES.mayHoldKeyOrList(bytes, start, length);
  }

  static boolean holdsContent(KeyValue attribute) {
    AnyValue value = attribute.getValue();
    // The value first: it is asked more cheaply than the key, and many are numbers.
    if (!canHoldContent(value)) {
      return false;
    }
    String key = attribute.getKey();
    return OUTLINES.mayBegin(key) && isContent(listOf(key), value);
  }

  private static boolean canHoldContent(AnyValue value) {
    return value.hasStringValue()
        || value.hasArrayValue()
        || value.hasKvlistValue()
        || value.hasBytesValue();
  }

  private static boolean isContent(String key, AnyValue value) {
    return OUTLINES.mayHold(key)
        && (KEYS.contains(key)
            || MESSAGES.contains(key)
                && (!value.hasStringValue() || isText(value.getStringValue())));
  }

  static boolean isMessageEvent(String eventName) {
    return MESSAGE_EVENTS.contains(eventName);
  }

  /**
   * Whether a message is more than a word: one word is a code, such as {@code overloaded} or {@code
   * none}; metrics tell series by it.
   */
  static boolean isText(String message) {
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      // Most are printable ASCII, and that is soon seen.
      if ((c <= ' ' || c > '~') && Character.isWhitespace(c)) {
        return true;
      }
    }
    return false;
  }

  /** What comes before the first segment that is a number; the key itself if there is none. */
  static String listOf(String key) {
    for (int dot = key.indexOf('.', 1); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      if (dot + 1 < key.length() && Character.isDigit(key.charAt(dot + 1))) {
        return key.substring(0, dot);
      }
    }
    return key;
  }
}
