package dev.millrace.people;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** Another name of a member in the database; the columns are the migration's. */
@Entity
@Table(name = "member_identity")
class IdentityEntity {

  @EmbeddedId Id id;
  String email;

  /** In which organisation, and what name. */
  @Embeddable
  record Id(String org, String identity) {}
}
