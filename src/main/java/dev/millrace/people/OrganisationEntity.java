package dev.millrace.people;

import dev.millrace.OrgId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;

/** An organisation in the database; the columns are the migration's. */
@Entity
@Table(name = "organisation")
class OrganisationEntity {

  @Id String id;
  String name;

  @Column(name = "time_zone")
  String timeZone = "UTC";

  @Column(name = "created_at")
  Instant createdAt;

  Organisation organisation() {
    return new Organisation(new OrgId(id), name, ZoneId.of(timeZone));
  }
}
