package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** A run in the database; the columns are the migration's. */
@Entity
@Table(name = "rollup_run")
class RollupRunEntity extends RunEntity {

  LocalDate received;

  long objects;

  @Column(name = "objects_total")
  long objectsTotal;

  long bytes;

  /** Joined by a space. */
  @Column(name = "event_dates")
  String eventDates = "";

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
