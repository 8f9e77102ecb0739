package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.database.Database;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The book of all rollups: what was asked for, how far it is, how it ended. */
@ApplicationScoped
public class RollupRuns {

  private final Database database;
  private final Rows rows;
  private final Clock clock;

  RollupRuns(Database database, Rows rows, Clock clock) {
    this.database = database;
    this.rows = rows;
    this.clock = clock;
  }

  /** Enters a run that is to be made. */
  public RollupRun requested(Partition partition, String requestedBy) {
    RollupRunEntity row = new RollupRunEntity();
    row.request(partition.org(), requestedBy, clock.instant());
    row.received = partition.received();
    return database.inTransaction(() -> rows.persist(row)).run();
  }

  /** Notes that the run has begun; one that had failed is open again. */
  public void started(UUID id) {
    change(
        id,
        row -> {
          row.start(clock.instant());
          row.objects = 0;
          row.objectsTotal = 0;
        });
  }

  /** Notes how far the partition's rollup is; if none is running, nothing. */
  public void progressed(Partition partition, long objects, long objectsTotal) {
    database.inTransaction(
        () ->
            rows.update(
                "objects = ?1, objectsTotal = ?2 where org = ?3 and received = ?4 and state = ?5",
                objects,
                objectsTotal,
                partition.org().value(),
                partition.received(),
                RollupRun.State.RUNNING));
  }

  /**
   * Notes that the run has ended well.
   *
   * @param landed see {@link RollupRun}
   */
  public void done(
      UUID id,
      long objects,
      long bytes,
      Collection<LocalDate> eventDates,
      String landed,
      List<RollupRun.SetAside> setAside) {
    change(
        id,
        row -> {
          row.finish(clock.instant());
          row.objects = objects;
          row.objectsTotal = objects;
          row.bytes = bytes;
          row.landed = landed;
          row.setAside(setAside);
          row.eventDates =
              eventDates.stream().map(LocalDate::toString).collect(Collectors.joining(" "));
        });
  }

  /**
   * Notes that the run has failed.
   *
   * @param error why, in one sentence
   */
  public void failed(UUID id, String error) {
    change(id, row -> row.fail(clock.instant(), error));
  }

  /**
   * Notes that the run was not to be made.
   *
   * @param why in one sentence
   * @param landed see {@link RollupRun}: until that is another, there is nothing to be made
   */
  public void refused(UUID id, String why, String landed) {
    change(
        id,
        row -> {
          row.fail(clock.instant(), why);
          row.landed = landed;
        });
  }

  /**
   * Marks the runs that never ended as failed; to be called where no other process can be at work
   * on them.
   *
   * @param before when they were asked for: those of later are this process's own
   */
  public void abandonUnfinished(Instant before) {
    database.inTransaction(
        () ->
            rows.list(
                    "state in ?1 and requestedAt < ?2",
                    List.of(RollupRun.State.REQUESTED, RollupRun.State.RUNNING),
                    before)
                .invoke(open -> fail(open, "the server stopped before it was done")));
  }

  /**
   * Marks those of the organisation's runs as failed that have begun: nobody is at work on them.
   */
  public void failUnfinished(OrgId org, String error) {
    database.inTransaction(
        () ->
            rows.list("org = ?1 and state = ?2", org.value(), RollupRun.State.RUNNING)
                .invoke(begun -> fail(begun, error)));
  }

  private void fail(List<RollupRunEntity> open, String error) {
    open.forEach(row -> row.fail(clock.instant(), error));
  }

  /** The organisation's latest runs, latest first. */
  public List<RollupRun> latest(OrgId org, int limit) {
    return database
        .inTransaction(
            () ->
                rows.find("org = ?1 order by requestedAt desc", org.value())
                    .page(Page.ofSize(limit))
                    .list())
        .stream()
        .map(RollupRunEntity::run)
        .toList();
  }

  /** Whether a run of the partition that was asked for since then has not begun. */
  public boolean isWaiting(Partition partition, Instant since) {
    long waiting =
        database.inTransaction(
            () ->
                rows.count(
                    "org = ?1 and received = ?2 and state = ?3 and requestedAt >= ?4",
                    partition.org().value(),
                    partition.received(),
                    RollupRun.State.REQUESTED,
                    since));
    return waiting > 0;
  }

  /**
   * The last run of the partition that ended well; of two asked for at once, that which ended last.
   */
  public Optional<RollupRun> lastDone(Partition partition) {
    return database
        .inTransaction(
            () ->
                rows.find(
                        "org = ?1 and received = ?2 and state = ?3"
                            + " order by requestedAt desc, finishedAt desc",
                        partition.org().value(),
                        partition.received(),
                        RollupRun.State.DONE)
                    .page(Page.ofSize(1))
                    .list())
        .stream()
        .map(RollupRunEntity::run)
        .findFirst();
  }

  /** The last run of the partition that came to an end of its own, well or not. */
  public Optional<RollupRun> lastLook(Partition partition) {
    return database
        .inTransaction(
            () ->
                rows.find(
                        "org = ?1 and received = ?2 and landed <> ''"
                            + " order by requestedAt desc, finishedAt desc",
                        partition.org().value(),
                        partition.received())
                    .page(Page.ofSize(1))
                    .list())
        .stream()
        .map(RollupRunEntity::run)
        .findFirst();
  }

  /** The organisation's last run that ended well, of whatever day. */
  public Optional<RollupRun> lastDone(OrgId org) {
    return database
        .inTransaction(
            () ->
                rows.find(
                        "org = ?1 and state = ?2 order by requestedAt desc, finishedAt desc",
                        org.value(),
                        RollupRun.State.DONE)
                    .page(Page.ofSize(1))
                    .list())
        .stream()
        .map(RollupRunEntity::run)
        .findFirst();
  }

  private void change(UUID id, Consumer<RollupRunEntity> change) {
    database.inTransaction(
        () ->
            rows.findById(id)
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalArgumentException("the book has no rollup " + id))
                .invoke(change));
  }

  /** The table of runs. */
  @ApplicationScoped
  static class Rows implements PanacheRepositoryBase<RollupRunEntity, UUID> {}
}
