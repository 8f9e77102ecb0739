package dev.millrace.console;

import dev.millrace.people.Member;
import dev.millrace.people.Role;
import java.util.List;

/**
 * A member in the list of people.
 *
 * @param identities other names under which their data comes
 * @param own whether it is the one who is signed in
 */
record MemberRow(Member member, List<String> identities, boolean own) {

  /** For a query: {@code email=...}. */
  public String query() {
    return "email=" + encodedEmail();
  }

  /** The address as the value of a query's field. */
  public String encodedEmail() {
    return UsageFilter.encoded(member.email());
  }

  /** The page of their team. */
  public String teamLink() {
    return "/usage/team?team=" + UsageFilter.encoded(member.team());
  }

  /** Whether they are an owner. */
  public boolean owner() {
    return member.role() == Role.OWNER;
  }

  /** What they are called, or else their address. */
  public String title() {
    return member.name().isEmpty() ? member.email() : member.name();
  }
}
