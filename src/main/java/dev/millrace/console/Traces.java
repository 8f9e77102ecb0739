package dev.millrace.console;

import dev.millrace.PersonNames;
import dev.millrace.people.Identities;
import dev.millrace.usage.ToolVersions;
import dev.millrace.usage.UsageLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Looks up what there is of one person. */
@ApplicationScoped
class Traces {

  private final Crew crew;
  private final Identities identities;
  private final UsageLedger ledger;
  private final ToolVersions versions;
  private final KeyList keys;

  Traces(
      Crew crew, Identities identities, UsageLedger ledger, ToolVersions versions, KeyList keys) {
    this.versions = versions;
    this.crew = crew;
    this.identities = identities;
    this.ledger = ledger;
    this.keys = keys;
  }

  /**
   * What there is.
   *
   * @param name as {@link dev.millrace.people.ErasureSubject} has it
   */
  Trace of(Session session, String name) {
    Set<String> names = names(session, name);
    List<KeyRow> theirs =
        keys.of(session).stream()
            .filter(row -> names.contains(String.valueOf(row.key().member())))
            .toList();
    return new Trace(
        name,
        crew.find(session, name).orElse(null),
        names,
        ledger.daysOf(session.org(), new PersonNames(names)),
        theirs,
        versions.of(session.org(), names),
        name.equals(session.member()));
  }

  /** What the roster calls several is nobody's other name. */
  private Set<String> names(Session session, String name) {
    try {
      return identities.allOf(session.org(), name);
    } catch (IllegalArgumentException e) {
      return Set.of(name);
    }
  }
}
