package dev.millrace.usage;

import dev.millrace.OrgId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An erasure in the database; the columns are the migration's. */
@Entity
@Table(name = "erasure_run")
class ErasureRunEntity extends RunEntity {

  @Column(name = "done_through")
  @Nullable LocalDate doneThrough;

  long emptied;
  long rewritten;
  long records;

  /** Joined by a space. */
  String days = "";

  void add(ErasureRun.Day day) {
    doneThrough = day.received();
    emptied += day.emptied();
    rewritten += day.rewritten();
    records += day.records();
    if (day.rolledUp()) {
      days = (days + " " + day.received()).strip();
    }
  }

  ErasureRun run() {
    List<LocalDate> dates =
        Stream.of(days.split(" ")).filter(day -> !day.isEmpty()).map(LocalDate::parse).toList();
    return new ErasureRun(
        id,
        new OrgId(org),
        state,
        requestedBy,
        requestedAt,
        startedAt,
        finishedAt,
        doneThrough,
        emptied,
        rewritten,
        records,
        dates,
        error);
  }
}
