package dev.millrace.usage;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Whose the sessions of each day are: of those who are best known by any record that came without a
 * personal key, whether or not it counts.
 */
final class NamesOracle {

  private static final Comparator<Name> BEST_KNOWN =
      Comparator.comparing(Name::source).thenComparing(Name::person);

  private final Map<Session, Name> names = new HashMap<>();

  /** A person, and how they are known. */
  record Name(PersonSource source, String person) {}

  private record Session(LocalDate day, String tool, String id) {}

  NamesOracle(Collection<CopiesOracle.Copy> copies) {
    for (CopiesOracle.Copy copy : copies) {
      if (!copy.isPersonal() && !copy.row().sessionId().isEmpty()) {
        names.merge(
            sessionOf(copy.day(), copy.row()),
            said(copy.row()),
            (one, other) -> BEST_KNOWN.compare(one, other) <= 0 ? one : other);
      }
    }
  }

  /** Whom a record is of: whom its session is of, if they are known better. */
  Name of(LocalDate day, Activity row) {
    Name said = said(row);
    Name best = names.getOrDefault(sessionOf(day, row), said);
    return best.source().compareTo(said.source()) < 0 ? best : said;
  }

  private static Name said(Activity row) {
    return new Name(row.personSource(), row.person());
  }

  private static Session sessionOf(LocalDate day, Activity row) {
    return new Session(day, row.tool(), row.sessionId());
  }
}
