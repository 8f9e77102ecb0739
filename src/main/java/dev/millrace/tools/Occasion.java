package dev.millrace.tools;

import dev.millrace.Nobody;
import dev.millrace.PlainText;
import java.util.List;

/**
 * The circumstances of a record, as far as it and its resource say; empty where they do not.
 *
 * @param sessionId the conversation, free of blanks
 */
record Occasion(String toolVersion, String terminal, String team, String sessionId) {

  private static final List<String> TEAM = List.of("team.id", "team", "department");

  /**
   * The circumstances under the names that most tools use; a session and a terminal are named
   * differently by every tool.
   */
  static Occasion of(Telemetry record, String session, String terminal) {
    String version = record.text("app.version", "service.version");
    return new Occasion(
        Nobody.without(
            version.isEmpty() ? PlainText.cleaned(record.sender().scopeVersion()) : version),
        Nobody.without(terminal),
        team(record),
        Nobody.without(session).replace(' ', '_'));
  }

  private static String team(Telemetry record) {
    for (String key : TEAM) {
      for (Attributes said : List.of(record.attributes(), record.sender().resource())) {
        String team = Nobody.without(said.text(key));
        if (!team.isEmpty()) {
          return team;
        }
      }
    }
    return "";
  }

  /** The same of another version. */
  Occasion withVersion(String otherVersion) {
    return new Occasion(otherVersion, terminal, team, sessionId);
  }
}
