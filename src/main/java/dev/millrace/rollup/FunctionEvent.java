package dev.millrace.rollup;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rollup function is invoked with: a schedule's event, messages of the queue, or a task of
 * an operator's.
 *
 * @param task null but in an operator's event, or in a schedule's that was given one
 * @param messages null but in the queue's event
 * @param detailType {@code Scheduled Event} if a schedule made the event itself
 * @param org of a rollup, the organisation, all if null; of a key to be revoked, whose it is
 * @param from of a rollup, first day of arrival, UTC; as {@code to} if null
 * @param to of a rollup, last day of arrival, UTC; today if null. Without organisation and days,
 *     what has grown is rolled up
 * @param email of a person to be erased
 * @param identities what else the person is known by
 * @param id of an organisation to be made or deleted, of a key to be revoked
 * @param confirm its id again, if it is to be deleted
 * @param name what it is called; as its id if null
 * @param backup key of a copy of the database that is to be restored
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">AWS Lambda, "Using
 *     Lambda with Amazon SQS", "Example event"</a>
 */
record FunctionEvent(
    @Nullable Task task,
    @JsonProperty("Records") @Nullable List<Message> messages,
    @JsonProperty("detail-type") @Nullable String detailType,
    @Nullable String org,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable String email,
    @Nullable Set<String> identities,
    @Nullable String id,
    @Nullable String confirm,
    @Nullable String name,
    @Nullable String backup) {

  private static final String SCHEDULED = "Scheduled Event";

  /** Whether nobody says which rollups: then those of what has grown are meant. */
  boolean leavesRollupsOpen() {
    return org == null && from == null && to == null;
  }

  /**
   * What is to be done, where there are no messages.
   *
   * @throws IllegalArgumentException if the event does not say it
   */
  Task wanted() {
    if (task != null) {
      return task;
    }
    if (SCHEDULED.equals(detailType)) {
      return Task.ROLLUP;
    }
    throw new IllegalArgumentException(
        "an event comes from a schedule or the queue, or names in task one of rollup, migrate,"
            + " create-organization, revoke-key, land-dead-letters, erase-person,"
            + " delete-organization, back-up-database, restore-database, restore-usage");
  }

  /** What a schedule or an operator may ask for. */
  enum Task {
    /** Ask for rollups. */
    @JsonProperty("rollup")
    ROLLUP,
    /** Bring the schema of the database up to date. */
    @JsonProperty("migrate")
    MIGRATE,
    /** Make an organisation and the key with which its owner begins. */
    @JsonProperty("create-organization")
    CREATE_ORGANIZATION,
    /** Revoke a key of an organisation whose owners cannot. */
    @JsonProperty("revoke-key")
    REVOKE_KEY,
    /** Land the exports that the landing queue gave up. */
    @JsonProperty("land-dead-letters")
    LAND_DEAD_LETTERS,
    /** Take a person out of all that landed in an organisation. */
    @JsonProperty("erase-person")
    ERASE_PERSON,
    /** Remove an organisation and all that is its. */
    @JsonProperty("delete-organization")
    DELETE_ORGANIZATION,
    /** Copy the database into the store. */
    @JsonProperty("back-up-database")
    BACK_UP_DATABASE,
    /** Fill a new database from such a copy. */
    @JsonProperty("restore-database")
    RESTORE_DATABASE,
    /** Take usage from its files into a database that does not have it. */
    @JsonProperty("restore-usage")
    RESTORE_USAGE
  }

  /**
   * A message of the queue.
   *
   * @param body see {@link dev.millrace.usage.RollupMessage}
   */
  record Message(String messageId, String body) {}
}
