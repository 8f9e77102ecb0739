package dev.millrace.console;

import dev.millrace.people.Identities;
import dev.millrace.usage.ToolVersions;
import dev.millrace.usage.UsageLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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
    Set<String> names = identities.allOf(session.org(), name);
    Set<String> folded =
        names.stream().map(one -> one.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    List<KeyRow> theirs =
        keys.of(session).stream()
            .filter(row -> names.contains(String.valueOf(row.key().member())))
            .toList();
    return new Trace(
        name,
        crew.find(session, name).orElse(null),
        names,
        ledger.daysOf(session.org(), folded),
        theirs,
        versions.of(session.org(), names),
        name.equals(session.member()));
  }
}
