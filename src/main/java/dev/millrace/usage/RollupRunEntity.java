package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run in the database; the columns are the migration's. */
@Entity
@Table(name = "rollup_run")
class RollupRunEntity {

  @Id UUID id;
  String org;
  LocalDate received;

  @Enumerated(EnumType.STRING)
  RollupRun.State state;

  @Column(name = "requested_by")
  String requestedBy;

  @Column(name = "requested_at")
  Instant requestedAt;

  @Column(name = "started_at")
  @Nullable Instant startedAt;

  @Column(name = "finished_at")
  @Nullable Instant finishedAt;

  long objects;

  @Column(name = "objects_total")
  long objectsTotal;

  long bytes;

  /** Joined by a space. */
  @Column(name = "event_dates")
  String eventDates = "";

  String error = "";

  RollupRun run() {
    List<LocalDate> dates =
        Stream.of(eventDates.split(" "))
            .filter(date -> !date.isEmpty())
            .map(LocalDate::parse)
            .toList();
    return new RollupRun(
        id,
        new Partition(new OrgId(org), received),
        state,
        requestedBy,
        requestedAt,
        startedAt,
        finishedAt,
        objects,
        objectsTotal,
        bytes,
        dates,
        error);
  }
}
