package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.database.Database;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The book of all erasures: what was asked for, how far it is, how it ended. */
@ApplicationScoped
public class ErasureRuns {

  private final Database database;
  private final Rows rows;
  private final Clock clock;

  ErasureRuns(Database database, Rows rows, Clock clock) {
    this.database = database;
    this.rows = rows;
    this.clock = clock;
  }

  /** Enters an erasure that is to be made. */
  public ErasureRun requested(OrgId org, String requestedBy) {
    ErasureRunEntity row = new ErasureRunEntity();
    row.request(org, requestedBy, clock.instant());
    return database.inTransaction(() -> rows.persist(row)).run();
  }

  /** Notes that the erasure has begun, or is taken up where it broke off. */
  public ErasureRun started(UUID id) {
    return change(id, row -> row.start(clock.instant()));
  }

  /** Notes what was done about a day; days come in order. */
  public ErasureRun progressed(UUID id, ErasureRun.Day day) {
    return change(id, row -> row.add(day));
  }

  /** Notes that the erasure has ended well. */
  public ErasureRun done(UUID id) {
    return change(id, row -> row.finish(clock.instant()));
  }

  /** Notes that the erasure has ended well, and that nobody is called so. */
  public ErasureRun foundNobody(UUID id) {
    return change(
        id,
        row -> {
          row.finish(clock.instant());
          row.error = ErasureRun.NOBODY;
        });
  }

  /**
   * Notes that the erasure has failed.
   *
   * @param error why, in one sentence
   */
  public ErasureRun failed(UUID id, String error) {
    return change(id, row -> row.fail(clock.instant(), error));
  }

  /** Marks those that never ended as failed, see {@link RollupRuns#abandonUnfinished}. */
  public void abandonUnfinished(Instant before) {
    database.inTransaction(
        () ->
            rows.list(
                    "state in ?1 and requestedAt < ?2",
                    List.of(RollupRun.State.REQUESTED, RollupRun.State.RUNNING),
                    before)
                .invoke(
                    open ->
                        open.forEach(
                            row ->
                                row.fail(
                                    clock.instant(),
                                    "the server stopped before it was done; ask again"))));
  }

  /** One of the organisation's; empty if it has none of that id. */
  public Optional<ErasureRun> find(OrgId org, UUID id) {
    return database.inTransaction(() -> rows.list("org = ?1 and id = ?2", org.value(), id)).stream()
        .map(ErasureRunEntity::run)
        .findFirst();
  }

  /** The organisation's latest, latest first. */
  public List<ErasureRun> latest(OrgId org, int limit) {
    return database
        .inTransaction(
            () ->
                rows.find("org = ?1 order by requestedAt desc", org.value())
                    .page(Page.ofSize(limit))
                    .list())
        .stream()
        .map(ErasureRunEntity::run)
        .toList();
  }

  private ErasureRun change(UUID id, Consumer<ErasureRunEntity> change) {
    return database
        .inTransaction(
            () ->
                rows.findById(id)
                    .onItem()
                    .ifNull()
                    .failWith(() -> new IllegalArgumentException("the book has no erasure " + id))
                    .invoke(change))
        .run();
  }

  /** The table of erasures. */
  @ApplicationScoped
  static class Rows implements PanacheRepositoryBase<ErasureRunEntity, UUID> {}
}
