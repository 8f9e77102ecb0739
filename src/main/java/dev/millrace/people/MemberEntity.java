package dev.millrace.people;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;

/** A member in the database; the columns are the migration's. */
@Entity
@Table(name = "member")
class MemberEntity {

  @EmbeddedId Id id;
  String name;
  String team;

  @Enumerated(EnumType.STRING)
  Role role;

  @Column(name = "created_at")
  Instant createdAt;

  Member member() {
    return new Member(id.email(), name, team, role);
  }

  /** Whose member, and who. */
  @Embeddable
  record Id(String org, String email) {}
}
