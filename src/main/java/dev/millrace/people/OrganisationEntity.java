package dev.millrace.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An organisation in the database; the columns are the migration's. */
@Entity
@Table(name = "organisation")
class OrganisationEntity {

  @Id String id;
  String name;

  @Column(name = "created_at")
  Instant createdAt;
}
