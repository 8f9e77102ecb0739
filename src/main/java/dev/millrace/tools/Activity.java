package dev.millrace.tools;

import dev.millrace.PersonName;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One measured fact, as a row of the lake's {@code activity} table.
 *
 * <p>Rows of temporality {@code EVENT} and {@code DELTA} are one fact per ({@code ownerId}, {@code
 * rowId}); those of {@code CUMULATIVE} are points of the series {@code seriesId} of that owner, one
 * per ({@code startNs}, {@code timeNs}). What comes twice has the same identity twice.
 *
 * @param eventDate UTC day the fact belongs to
 * @param timeNs nanoseconds since the epoch; of a point, the end of its interval
 * @param startNs nanoseconds since the epoch, start of a point's interval; 0 for events and where
 *     the sender gave none
 * @param seriesId of a point, a hash of what the tool itself says of its stream; 0 for events
 * @param rowId of an event, a hash of what makes it one fact, session and measure included; of a
 *     delta, of series, start, time and value; of several alike in one list another for each; 0 for
 *     cumulative points
 * @param precedence among records that speak of the same subject of one conversation's day, those
 *     of the smallest count; the others repeat them
 * @param keyId API key that brought it
 * @param ownerId a hash of the owner of the personal key that brought it; else of the key if the
 *     record names neither session nor person; else 0, for it is the same by whatever key it came
 * @param tool name of the tool, such as {@code claude-code}
 * @param terminal where the tool ran, such as {@code vscode}; empty if unknown
 * @param person e-mail address in lower case, or the best other identity; {@code unattributed} if
 *     there is none
 * @param team as the sender says; empty if it does not
 * @param sessionId conversation; empty if the sender names none
 * @param model the normal form of its name, see {@link ModelName}; empty where a fact has no model
 * @param modelSent its name as the tool has it
 * @param qty in the measure's unit
 * @param contextTokens of tokens of one request, how many went into it, cached ones included; 0 of
 *     all else
 * @param toolName of tool calls and edits, which of the assistant's tools
 * @param decision of edits, {@code accept} or {@code reject}
 * @param decisionSource of edits, who decided; {@code user_*} is a human
 * @param querySource which part of the assistant asked, such as {@code main} or {@code subagent}
 * @param status of tool calls {@code ok} or {@code error}; of API errors the HTTP status
 * @param durationMs of tool calls and API requests
 * @param firstTokenMs of API requests, how long the first of the answer took
 */
public record Activity(
    LocalDate eventDate,
    long timeNs,
    long startNs,
    long seriesId,
    long rowId,
    Temporality temporality,
    Source source,
    int precedence,
    String keyId,
    long ownerId,
    String tool,
    String toolVersion,
    String terminal,
    String person,
    PersonSource personSource,
    String team,
    String sessionId,
    String model,
    String modelSent,
    Measure measure,
    long qty,
    long contextTokens,
    String toolName,
    String decision,
    String decisionSource,
    String language,
    String querySource,
    String status,
    @Nullable Long durationMs,
    @Nullable Long firstTokenMs) {

  /** What a sum holds of, however many there are. */
  private static final long MOST = 100_000_000_000_000_000L;

  /** The same with so much more, which is 10^14 at most. */
  Activity plus(long more) {
    return new Activity(
        eventDate,
        timeNs,
        startNs,
        seriesId,
        rowId,
        temporality,
        source,
        precedence,
        keyId,
        ownerId,
        tool,
        toolVersion,
        terminal,
        person,
        personSource,
        team,
        sessionId,
        model,
        modelSent,
        measure,
        Math.min(qty + more, MOST),
        contextTokens,
        toolName,
        decision,
        decisionSource,
        language,
        querySource,
        status,
        durationMs,
        firstTokenMs);
  }

  /** The person of facts that name nobody. */
  public static final String UNATTRIBUTED = PersonName.UNATTRIBUTED;

  /** How the quantities of rows add up; the code is the column's value. */
  public enum Temporality {
    EVENT(0),
    DELTA(1),
    CUMULATIVE(2);

    private final int code;

    Temporality(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  /** Which kind of OTLP record a row was made from; the text is the column's value. */
  public enum Source {
    METRIC("metric"),
    LOG("log"),
    SPAN("span");

    private final String text;

    Source(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** How a person is known, best first; the text is the column's value. */
  public enum PersonSource {
    /** Owner of a personal key. */
    KEY("key"),
    EMAIL("email"),
    /** {@code enduser.id}. */
    ENDUSER("enduser"),
    /** An account's id or name at the vendor. */
    ACCOUNT("account"),
    /** An installation's random id, or a name that is known on one machine. */
    INSTALLATION("installation"),
    NONE("none");

    private final String text;

    PersonSource(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
