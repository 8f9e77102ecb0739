package dev.millrace.console;

import dev.millrace.people.Member;
import dev.millrace.people.Role;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** A member as the form has them. */
record MemberForm(
    @RestForm @Nullable String email,
    @RestForm @Nullable String name,
    @RestForm @Nullable String team,
    @RestForm @Nullable String role) {

  static MemberForm of(Member member) {
    return new MemberForm(member.email(), member.name(), member.team(), member.role().toString());
  }

  /** Whether the member is to be an owner. */
  public boolean owner() {
    return "owner".equals(role);
  }

  /**
   * The member.
   *
   * @throws IllegalArgumentException with what is to be changed
   */
  Member member() {
    Role wanted = role == null ? Role.MEMBER : Role.of(role);
    return new Member(text(email), text(name), text(team), wanted);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
