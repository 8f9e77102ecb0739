package dev.millrace.usage;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One day's usage of one tool by one person on one terminal with one model.
 *
 * <p>What belongs to a person and not to a model (sessions, lines, commits, edits, active time,
 * prompts, tool calls) stands on the row whose model is empty, and only there, so that adding rows
 * up never repeats it. Tokens, cost, API requests, errors and latency stand on the row of their
 * model.
 *
 * @param eventDate day of the organisation
 * @param personSource how the person is known, see {@code Activity.PersonSource}, in lower case
 * @param team as the sender says; empty if it does not
 * @param toolVersion the highest version seen, compared as text
 * @param sessions distinct conversations, and starts where no conversation is named
 * @param sessionIds the distinct conversations, ordered
 * @param tokensInput neither read from nor written to a cache
 * @param tokensOutput reasoning included
 * @param tokensCacheCreation1h the part of those written to a cache that stays for an hour
 * @param tokensUnpriced of all but the reasoning, those of which nobody reported a cost and that
 *     have no price
 * @param costNanoUsd billionths of a US dollar at list price; null if nobody said and no price is
 *     known
 * @param costSource {@code reported} by the tool, {@code derived} from tokens by the price table,
 *     {@code mixed}, {@code partial} if some of its tokens have no price, or {@code none}
 * @param priceVersion of the table by which cost was derived; empty if none was
 * @param editsAcceptedHuman the part of the accepted edits that a human decided
 * @param editsRejectedHuman the part of the rejected edits that a human decided
 * @param toolCallsFailed the part of the tool calls that failed
 * @param latency of the API requests
 */
public record UsageRow(
    LocalDate eventDate,
    String tool,
    String person,
    String terminal,
    String model,
    String personSource,
    String team,
    String toolVersion,
    long sessions,
    List<String> sessionIds,
    long sessionStarts,
    long tokensInput,
    long tokensOutput,
    long tokensCacheRead,
    long tokensCacheCreation,
    long tokensCacheCreation1h,
    long tokensReasoning,
    long tokensUnpriced,
    @Nullable Long costNanoUsd,
    String costSource,
    String priceVersion,
    long linesAdded,
    long linesRemoved,
    long commits,
    long pullRequests,
    long editsAccepted,
    long editsRejected,
    long editsAcceptedHuman,
    long editsRejectedHuman,
    long activeMsUser,
    long activeMsCli,
    long prompts,
    long toolCalls,
    long toolCallsFailed,
    long apiRequests,
    long apiErrors,
    Latency latency,
    FirstToken firstToken) {

  public UsageRow {
    sessionIds = List.copyOf(sessionIds);
  }
}
