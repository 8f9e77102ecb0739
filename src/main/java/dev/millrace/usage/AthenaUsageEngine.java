package dev.millrace.usage;

import dev.millrace.OrgId;
import dev.millrace.lake.Lake;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;

/**
 * Computes usage in Athena, over the lake's table in Glue: for days that are more than one machine
 * should hold.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/APIReference/Welcome.html">Amazon Athena
 *     API</a>
 */
public final class AthenaUsageEngine implements UsageEngine {

  private final Lake lake;
  private final AthenaClient athena;
  private final Target target;
  private final Patience patience;
  private final Clock clock;

  public AthenaUsageEngine(
      Lake lake, AthenaClient athena, Target target, Patience patience, Clock clock) {
    this.lake = lake;
    this.athena = athena;
    this.target = target;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public List<UsageRow> usage(OrgId org, Days days, PriceTable prices) {
    if (lake.activityPacks(org, days.activityFrom(), days.activityTo()).isEmpty()) {
      return List.of();
    }
    SortedSet<String> packs = lake.activityPacks(org, days.countersFrom(), days.activityTo());
    try {
      String query = start(AthenaStatement.of(target.database(), org, days, prices, packs));
      await(query);
      return new AthenaResult(athena).rows(query);
    } catch (SdkException e) {
      throw new UsageFailedException(
          "usage of %s from %s to %s could not be asked of Athena"
              .formatted(org, days.first(), days.last()),
          e);
    }
  }

  private String start(String statement) {
    return athena
        .startQueryExecution(
            request -> request.queryString(statement).workGroup(target.workgroup()))
        .queryExecutionId();
  }

  private void await(String query) {
    Instant deadline = clock.instant().plus(patience.atMost());
    QueryExecutionStatus status = status(query);
    while (status.state() != QueryExecutionState.SUCCEEDED) {
      if (status.state() == QueryExecutionState.FAILED
          || status.state() == QueryExecutionState.CANCELLED) {
        throw new UsageFailedException(
            "Athena's query %s is %s: %s"
                .formatted(query, status.stateAsString(), status.stateChangeReason()));
      }
      if (!clock.instant().isBefore(deadline)) {
        stop(query);
        throw new UsageFailedException(
            "Athena's query %s has at most %s, but was still %s"
                .formatted(query, patience.atMost(), status.stateAsString()));
      }
      pause(query);
      status = status(query);
    }
  }

  private QueryExecutionStatus status(String query) {
    return athena
        .getQueryExecution(request -> request.queryExecutionId(query))
        .queryExecution()
        .status();
  }

  private void pause(String query) {
    try {
      Thread.sleep(patience.pause().toMillis());
    } catch (InterruptedException e) {
      stop(query);
      Thread.currentThread().interrupt();
      throw new UsageFailedException("interrupted while Athena computed query " + query, e);
    }
  }

  /** Whoever has given up waiting pays for nothing more. */
  private void stop(String query) {
    athena.stopQueryExecution(request -> request.queryExecutionId(query));
  }

  /**
   * Where to ask.
   *
   * @param workgroup which says where results go
   * @param database of Glue that has the lake's tables
   */
  public record Target(String workgroup, String database) {}

  /**
   * How long to wait for a query.
   *
   * @param pause between two looks at it
   * @param atMost after which it is stopped
   */
  public record Patience(Duration pause, Duration atMost) {

    /**
     * A look a second costs nothing; ten minutes leave a function a third of its time to publish.
     */
    public static final Patience OF_A_FUNCTION =
        new Patience(Duration.ofSeconds(1), Duration.ofMinutes(10));
  }
}
