package dev.millrace.tools;

/**
 * The circumstances of a record, as far as it and its resource say; empty where they do not.
 *
 * @param sessionId the conversation, free of blanks
 */
record Occasion(String toolVersion, String terminal, String team, String sessionId) {

  /**
   * The circumstances under the names that most tools use; a session and a terminal are named
   * differently by every tool.
   */
  static Occasion of(Telemetry record, String session, String terminal) {
    String version = record.text("app.version", "service.version");
    return new Occasion(
        version.isEmpty() ? Text.cleaned(record.sender().scopeVersion()) : version,
        terminal,
        record.text("team.id", "team", "department"),
        session.replace(' ', '_'));
  }

  /** The same of another version. */
  Occasion withVersion(String otherVersion) {
    return new Occasion(otherVersion, terminal, team, sessionId);
  }
}
