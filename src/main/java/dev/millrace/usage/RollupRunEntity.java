package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run in the database; the columns are the migration's. */
@Entity
@Table(name = "rollup_run")
class RollupRunEntity extends RunEntity {

  /** More are counted only: one damaged pack may hold ten thousand. */
  private static final int MOST_NAMED = 100;

  LocalDate received;

  long objects;

  @Column(name = "objects_total")
  long objectsTotal;

  long bytes;

  /** Joined by a space. */
  @Column(name = "event_dates")
  String eventDates = "";

  String landed = "";

  /** A line for each, name and reason apart by a tab. */
  @Column(name = "set_aside")
  String setAside = "";

  @Column(name = "set_aside_total")
  long setAsideTotal;

  void setAside(List<RollupRun.SetAside> all) {
    setAsideTotal = all.size();
    setAside =
        all.stream()
            .limit(MOST_NAMED)
            .map(one -> one.export() + "\t" + one.reason())
            .collect(Collectors.joining("\n"));
  }

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
        error,
        landed,
        setAside.lines().map(line -> line.split("\t", 2)).map(RollupRunEntity::named).toList(),
        setAsideTotal);
  }

  private static RollupRun.SetAside named(String[] line) {
    return new RollupRun.SetAside(line[0], line.length > 1 ? line[1] : "");
  }
}
