package dev.millrace.console;

import io.quarkus.qute.TemplateInstance;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** What can be set up to send, and where its settings go. */
enum SetupTool {
  CLAUDE_CODE(
      "Claude Code",
      "Put these lines into ~/.zshrc or ~/.bashrc, open a new shell and start claude.",
      "Put this into the managed settings: Claude.ai admin settings, or the file"
          + " managed-settings.json in /etc/claude-code on Linux, /Library/Application"
          + " Support/ClaudeCode on macOS and C:\\Program Files\\ClaudeCode on Windows.",
      ToolSettings.ClaudeCode::new,
      ToolSettings.ClaudeCodeManaged::new),
  CODEX(
      "Codex",
      "Put these lines into ~/.codex/config.toml and start codex.",
      "Put these lines into /etc/codex/managed_config.toml on every machine, on Windows into"
          + " .codex\\managed_config.toml in everybody's home.",
      ToolSettings.Codex::new,
      ToolSettings.Codex::new),
  GEMINI_CLI(
      "Gemini CLI",
      "Put these lines into your shell's profile, open a new shell and start gemini.",
      "Put these variables into everybody's environment; a settings.json has no place for the key.",
      ToolSettings.GeminiCli::new,
      ToolSettings.GeminiCli::new),
  COPILOT(
      "GitHub Copilot",
      "Put these lines into your shell's profile and start VS Code or copilot from a new shell.",
      "Put these variables into everybody's environment. Copilot names nobody: personal keys say"
          + " who it was.",
      ToolSettings.Copilot::new,
      ToolSettings.Copilot::new),
  CI(
      "Claude Code in a CI job",
      "Keep the key as a secret, and give the job these variables.",
      "Keep the key as a secret, and give the job these variables.",
      ToolSettings.Ci::new,
      ToolSettings.Ci::new),
  COLLECTOR(
      "OpenTelemetry Collector",
      "Put this into the configuration of the collector.",
      "Put this into the configuration of the collector.",
      ToolSettings.Collector::new,
      ToolSettings.Collector::new),
  AGGREGATING_COLLECTOR(
      "Aggregating collector",
      "Give these to the collector, one of the kind that Multitudes uses: it sums up every five"
          + " minutes.",
      "Give these to the collector, one of the kind that Multitudes uses: it sums up every five"
          + " minutes.",
      ToolSettings.AggregatingCollector::new,
      ToolSettings.AggregatingCollector::new),
  OTHER(
      "Any OTLP sender",
      "Put these variables into the environment of the sender.",
      "Put these variables into the environment of the sender.",
      ToolSettings.OtherSender::new,
      ToolSettings.OtherSender::new);

  private final String title;
  private final String forOne;
  private final String forAll;
  private final BiFunction<String, String, TemplateInstance> ofOne;
  private final BiFunction<String, String, TemplateInstance> ofAll;

  SetupTool(
      String title,
      String forOne,
      String forAll,
      BiFunction<String, String, TemplateInstance> ofOne,
      BiFunction<String, String, TemplateInstance> ofAll) {
    this.title = title;
    this.forOne = forOne;
    this.forAll = forAll;
    this.ofOne = ofOne;
    this.ofAll = ofAll;
  }

  static Optional<SetupTool> of(String name) {
    return Arrays.stream(values()).filter(tool -> tool.getValue().equals(name)).findFirst();
  }

  /** As forms have it; a template that asks for a name is given the constant's. */
  public String getValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String getTitle() {
    return title;
  }

  /** Where the settings go, on one person's machine or on everybody's. */
  String place(Audience audience) {
    return switch (audience) {
      case ONE -> forOne;
      case ALL -> forAll;
    };
  }

  /** The settings themselves. */
  String settings(Audience audience, String endpoint, String token) {
    return switch (audience) {
      case ONE -> ofOne.apply(endpoint, token).render();
      case ALL -> ofAll.apply(endpoint, token).render();
    };
  }

  /** Whose settings they are. */
  enum Audience {
    /** One person's, with a personal key. */
    ONE,
    /** The whole organisation's, with a key of its own. */
    ALL
  }
}
