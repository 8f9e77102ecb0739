package dev.millrace.usage;

import static dev.millrace.usage.Reported.ACTIVE_TIME;
import static dev.millrace.usage.Reported.COMMITS;
import static dev.millrace.usage.Reported.EDITS;
import static dev.millrace.usage.Reported.LATENCY;
import static dev.millrace.usage.Reported.LINES;
import static dev.millrace.usage.Reported.PROMPTS;
import static dev.millrace.usage.Reported.PULL_REQUESTS;
import static dev.millrace.usage.Reported.SESSIONS;
import static dev.millrace.usage.Reported.TOOL_CALLS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A tool that usage knows by name, with what it always tells; the documentation has the same table.
 */
public enum KnownTool {
  CLAUDE_CODE("claude-code", "Claude Code", EnumSet.allOf(Reported.class)),
  COWORK("cowork", "Claude Cowork", EnumSet.allOf(Reported.class)),
  CODEX("codex", "Codex", EnumSet.of(EDITS, ACTIVE_TIME, SESSIONS, PROMPTS, TOOL_CALLS, LATENCY)),
  GEMINI_CLI(
      "gemini-cli", "Gemini CLI", EnumSet.of(LINES, EDITS, SESSIONS, PROMPTS, TOOL_CALLS, LATENCY)),
  QWEN_CODE("qwen-code", "Qwen Code", EnumSet.of(EDITS, SESSIONS, PROMPTS, TOOL_CALLS, LATENCY)),
  COPILOT_CLI(
      "copilot-cli",
      "GitHub Copilot CLI",
      EnumSet.of(LINES, ACTIVE_TIME, SESSIONS, PROMPTS, TOOL_CALLS, LATENCY)),
  COPILOT_CHAT("copilot-chat", "GitHub Copilot Chat", EnumSet.complementOf(EnumSet.of(COMMITS))),
  OPENCODE("opencode", "opencode", EnumSet.of(SESSIONS, TOOL_CALLS, LATENCY)),
  CURSOR("cursor", "Cursor", EnumSet.of(PULL_REQUESTS, SESSIONS, TOOL_CALLS)),
  CLINE("cline", "Cline", EnumSet.of(SESSIONS, PROMPTS, TOOL_CALLS)),
  GROK_BUILD("grok-build", "Grok Build", EnumSet.of(EDITS, SESSIONS, PROMPTS, TOOL_CALLS, LATENCY)),
  CONTINUE_CLI(
      "continue-cli",
      "Continue CLI",
      EnumSet.of(LINES, COMMITS, PULL_REQUESTS, EDITS, ACTIVE_TIME, SESSIONS)),
  DROID("droid", "Factory Droid", EnumSet.of(LINES, COMMITS, PULL_REQUESTS, SESSIONS, TOOL_CALLS)),
  GENAI(
      "genai",
      "OpenTelemetry's GenAI conventions",
      EnumSet.of(SESSIONS, PROMPTS, TOOL_CALLS, LATENCY));

  private final String id;
  private final String title;
  private final Set<Reported> reports;

  KnownTool(String id, String title, Set<Reported> reports) {
    this.id = id;
    this.title = title;
    this.reports = Set.copyOf(reports);
  }

  Set<Reported> reports() {
    return reports;
  }

  /** What people call the tool of that name in usage; the name itself where it is not known. */
  public static String title(String id) {
    return named(id).map(tool -> tool.title).orElse(id);
  }

  /** The tool of that name in usage; empty if it is not known. */
  static Optional<KnownTool> named(String id) {
    return Arrays.stream(values()).filter(tool -> tool.id.equals(id)).findFirst();
  }
}
