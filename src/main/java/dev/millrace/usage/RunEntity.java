package dev.millrace.usage;

import dev.millrace.OrgId;
import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What rows of work have in common that is asked for, begun and ended; columns are migrations'. */
@MappedSuperclass
abstract class RunEntity {

  @Id UUID id;
  String org;

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

  String error = "";

  void request(OrgId of, String by, Instant at) {
    id = UUID.randomUUID();
    org = of.value();
    state = RollupRun.State.REQUESTED;
    requestedBy = by;
    requestedAt = at;
  }

  /** It has begun; one that had failed is open again. */
  void start(Instant at) {
    state = RollupRun.State.RUNNING;
    startedAt = at;
    finishedAt = null;
    error = "";
  }

  void finish(Instant at) {
    state = RollupRun.State.DONE;
    finishedAt = at;
  }

  /**
   * It has failed.
   *
   * @param why in one sentence
   */
  void fail(Instant at, String why) {
    state = RollupRun.State.FAILED;
    finishedAt = at;
    error = why;
  }
}
