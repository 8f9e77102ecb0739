package dev.millrace.landing;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Set;

/**
 * Tells which attributes hold what people wrote, models answered or tools were given and gave back.
 *
 * <p>A number or a truth value never does, whatever its name: some tools count under names that
 * others write text under.
 *
 * <p>Several tools send some of these unasked: Codex tool arguments and output, Gemini CLI the
 * prompt as process arguments and its system instruction, Claude Code Cowork prompts and tool
 * details.
 */
final class ContentKeys {

  private static final Set<String> KEYS =
      Set.of(
          // Claude Code and Cowork
          "prompt",
          "prompt_text",
          "response",
          "tool_input",
          "tool_parameters",
          "tool_output",
          "tool_result",
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
          // Gemini CLI and Qwen Code
          "request_text",
          "response_text",
          "function_args",
          "process.command_args",
          "process.command_line",
          "process.command",
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
          // Copilot
          "copilot_chat.user_request",
          "copilot_chat.reasoning_content",
          // opencode and other users of the AI SDK
          "ai.prompt",
          "ai.prompt.messages",
          "ai.prompt.tools",
          "ai.response.text",
          "ai.response.object",
          "ai.response.reasoning",
          "ai.response.toolCalls",
          "ai.toolCall.args",
          "ai.toolCall.result",
          "input.value",
          "output.value",
          // opencode's statements quote what it stores
          "db.query.text",
          "db.statement",
          // Stack traces quote arguments and paths
          "exception.stacktrace");

  /** Messages of what went wrong, which may quote a tool's command line and its whole output. */
  private static final Set<String> MESSAGES =
      Set.of("error", "error.message", "error_message", "exception.message");

  private ContentKeys() {}

  static boolean holdsContent(KeyValue attribute) {
    return switch (attribute.getValue().getValueCase()) {
      case STRING_VALUE ->
          KEYS.contains(attribute.getKey())
              || MESSAGES.contains(attribute.getKey())
                  && !isOneWord(attribute.getValue().getStringValue());
      case BYTES_VALUE, ARRAY_VALUE, KVLIST_VALUE ->
          KEYS.contains(attribute.getKey()) || MESSAGES.contains(attribute.getKey());
      default -> false;
    };
  }

  /** One word is a code, such as {@code overloaded} or {@code none}: metrics tell series by it. */
  private static boolean isOneWord(String message) {
    return message.chars().noneMatch(Character::isWhitespace);
  }
}
