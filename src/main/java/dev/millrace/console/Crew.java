package dev.millrace.console;

import dev.millrace.people.Identities;
import dev.millrace.people.Member;
import dev.millrace.people.MergedIdentity;
import dev.millrace.people.People;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The organisation's members with the other names they go by. */
@ApplicationScoped
class Crew {

  private final People people;
  private final Identities identities;

  Crew(People people, Identities identities) {
    this.people = people;
    this.identities = identities;
  }

  List<MemberRow> of(Session session) {
    Map<String, List<String>> names =
        identities.of(session.org()).stream()
            .collect(
                Collectors.groupingBy(
                    MergedIdentity::email,
                    Collectors.mapping(MergedIdentity::identity, Collectors.toList())));
    return people.members(session.org()).stream()
        .map(member -> row(member, names.getOrDefault(member.email(), List.of()), session))
        .toList();
  }

  Optional<MemberRow> find(Session session, String email) {
    return of(session).stream().filter(row -> row.member().email().equals(email)).findFirst();
  }

  private static MemberRow row(Member member, List<String> names, Session session) {
    return new MemberRow(member, names, member.email().equals(session.member()));
  }
}
