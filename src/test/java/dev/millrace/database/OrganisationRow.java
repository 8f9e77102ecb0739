package dev.millrace.database;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An entity to ask the database with. */
@Entity
@Table(name = "organisation")
class OrganisationRow {

  @Id String id;
  String name;

  @Column(name = "created_at")
  Instant createdAt;

  OrganisationRow() {}

  OrganisationRow(String id) {
    this.id = id;
    this.name = id;
    this.createdAt = Instant.EPOCH;
  }
}
