package dev.millrace.usage;

import static dev.millrace.usage.UsageOf.sum;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtherTimes;
import dev.millrace.tools.Activity;
import dev.millrace.tools.Capture;
import dev.millrace.tools.Origin;
import dev.millrace.tools.Telemetered;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same task of two people on one day, in tools that name neither in their metrics: whose it is
 * tells the key alone.
 */
class TwoPeopleTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-30");
  private static final String ADA = "ada@example.com";
  private static final String BEN = "ben@example.com";

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"codex-json", "qwen-code-http"})
  void givesEachTheirOwnWithPersonalKeys(String pair) {
    List<Activity> of1 = activity(first(pair), "key1", ADA);
    List<Activity> of2 = activity(second(pair), "key2", BEN);
    List<UsageRow> alone = new ArrayList<>(usage(of1));
    alone.addAll(usage(of2));

    assertThat(inEveryArrangement(of1, of2)).containsExactlyInAnyOrderElementsOf(alone);
    assertThat(alone).extracting(UsageRow::person).containsOnly(ADA, BEN);
    assertHasTheTruth(usage(of1), pair, 1);
    assertHasTheTruth(usage(of2), pair, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"codex-json", "qwen-code-http"})
  void countsEachOnceWithOneKeyOfTheOrganisationOrTwo(String pair) {
    List<Activity> of1 = activity(first(pair), "key1", null);

    assertHasTheTruth(inEveryArrangement(of1, activity(second(pair), "key1", null)), pair, 2);
    assertHasTheTruth(inEveryArrangement(of1, activity(second(pair), "key2", null)), pair, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"codex-json", "qwen-code-http"})
  void leavesNobodysToNobodyBesideAPersonalKey(String pair) {
    List<UsageRow> usage =
        inEveryArrangement(
            activity(first(pair), "key1", ADA), activity(second(pair), "key2", null));

    assertHasTheTruth(of(ADA, usage), pair, 1);
    assertHasTheTruth(of(Activity.UNATTRIBUTED, usage), pair, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"codex-json", "qwen-code-http"})
  void givesTheOwnerWhatComesOnceMoreWithAKeyOfTheOrganisation(String pair) {
    List<Activity> own = activity(first(pair), "key1", ADA);
    List<Activity> relayed = activity(first(pair), "collector", null);

    assertThat(inEveryArrangement(own, relayed)).isEqualTo(usage(own));
  }

  /** To know sessions' ids, and to say nothing in them, is to take nothing from them. */
  @Test
  void leavesASessionToWhomItIsOf() {
    String now = "2026-11-30T12:00:00Z";
    Telemetered claude = Telemetered.CLAUDE_CODE;
    var inOne = Map.<String, Object>of("session.id", "s-1", "user.email", "vic@example.com");
    var tokensOfOne =
        Map.<String, Object>of(
            "session.id", "s-1", "user.email", "vic@example.com", "type", "input", "model", "opus");
    var request =
        Map.<String, Object>of(
            "session.id",
            "s-2",
            "user.email",
            "vic@example.com",
            "model",
            "opus",
            "input_tokens",
            9000,
            "cost_usd",
            1.5);
    List<Export> vics =
        List.of(
            claude.delta("claude_code.token.usage", now, 5000, tokensOfOne),
            claude.delta("claude_code.commit.count", now, 3, inOne),
            claude.event("api_request", now, request));
    List<Export> mallorys =
        List.of(
            claude.delta("claude_code.commit.count", now, 1, Map.of("session.id", "s-1")),
            claude.delta(
                "claude_code.token.usage",
                now,
                0,
                Map.of("session.id", "s-2", "type", "input", "model", "opus")));
    List<Activity> ofVic = activity(vics, "collector", null);
    List<UsageRow> usage = inEveryArrangement(ofVic, activity(mallorys, "key2", "mal@example.com"));

    assertThat(of("vic@example.com", usage)).isEqualTo(usage(ofVic));
    assertThat(sum(of("vic@example.com", usage), UsageRow::tokensInput)).isEqualTo(14_000);
    assertThat(sum(of("mal@example.com", usage), UsageRow::commits)).isEqualTo(1);
  }

  private static List<Export> first(String pair) {
    List<Export> exports = new Capture(pair).exports();
    return pair.startsWith("qwen")
        ? exports.stream().map(TwoPeopleTest::onTheDay).toList()
        : exports;
  }

  private static List<Export> second(String pair) {
    return new Capture(pair + "-2").exports();
  }

  private static void assertHasTheTruth(List<UsageRow> usage, String pair, int people) {
    JsonNode said = new Capture(pair).decoded().get("tokensFromLogs").elements().next();
    long cached = said.get("cachedInput").asLong();
    assertThat(sum(usage, UsageRow::tokensInput))
        .isEqualTo(people * (said.get("input").asLong() - cached));
    assertThat(sum(usage, UsageRow::tokensCacheRead)).isEqualTo(people * cached);
    assertThat(sum(usage, UsageRow::tokensOutput)).isEqualTo(people * said.get("output").asLong());
    assertThat(sum(usage, UsageRow::tokensReasoning))
        .isEqualTo(people * said.get("reasoning").asLong());
    assertThat(sum(usage, UsageRow::apiRequests)).isEqualTo(people * said.get("records").asLong());
  }

  private static List<UsageRow> of(String person, List<UsageRow> usage) {
    return usage.stream().filter(row -> row.person().equals(person)).toList();
  }

  /** In turn, twice and shuffled: the usage is the same. */
  private List<UsageRow> inEveryArrangement(List<Activity> one, List<Activity> other) {
    List<Activity> all = new ArrayList<>(one);
    all.addAll(other);
    List<UsageRow> usage = usage(all);
    all.addAll(other);
    all.addAll(one);
    Collections.shuffle(all, new Random(1));
    assertThat(usage(all)).isEqualTo(usage);
    return usage;
  }

  private List<UsageRow> usage(List<Activity> activity) {
    return new UsageOf(temp).on(DAY, DAY, activity);
  }

  private static List<Activity> activity(List<Export> exports, String key, @Nullable String owner) {
    Origin origin = new Origin(key, Optional.ofNullable(owner), DAY);
    return exports.stream().flatMap(e -> Telemetered.activity(e, origin).stream()).toList();
  }

  /** As if it had been captured eight days later, when its like was. */
  private static Export onTheDay(Export export) {
    return OtherTimes.in(export, ns -> ns == 0 ? 0 : ns + Duration.ofDays(8).toNanos());
  }
}
