package dev.millrace.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The texts that people copy into their tools' settings, a template each in {@code
 * templates/ToolSettings}.
 */
final class ToolSettings {

  private ToolSettings() {}

  /** Environment of a shell. */
  @CheckedTemplate
  record ClaudeCode(String endpoint, String token) implements TemplateInstance {}

  /** The file {@code managed-settings.json}. */
  @CheckedTemplate
  record ClaudeCodeManaged(String endpoint, String token) implements TemplateInstance {}

  /** The file {@code config.toml}, which the managed one is in too. */
  @CheckedTemplate
  record Codex(String endpoint, String token) implements TemplateInstance {}

  /** Environment of a shell; the file {@code settings.json} has no place for the key. */
  @CheckedTemplate
  record GeminiCli(String endpoint, String token) implements TemplateInstance {}

  /** Environment of VS Code and of the command line. */
  @CheckedTemplate
  record Copilot(String endpoint, String token) implements TemplateInstance {}

  /** Configuration of a Collector that passes on what it receives. */
  @CheckedTemplate
  record Collector(String endpoint, String token) implements TemplateInstance {}

  /** Configuration of a Collector that passes on each client's own key, or else the central one. */
  @CheckedTemplate
  record AggregatingCollector(String endpoint, String token) implements TemplateInstance {}

  /** The environment of a job, its key a secret of the CI system. */
  @CheckedTemplate
  record Ci(String endpoint, String token) implements TemplateInstance {}

  /** The environment that OpenTelemetry specifies. */
  @CheckedTemplate
  record OtherSender(String endpoint, String token) implements TemplateInstance {}
}
