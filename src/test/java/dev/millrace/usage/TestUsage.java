package dev.millrace.usage;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of usage for tests: what is not said is 0, empty or what any row has. */
public record TestUsage(
    LocalDate day,
    String tool,
    String person,
    String terminal,
    String model,
    String team,
    long sessions,
    List<String> sessionIds,
    long tokensInput,
    @Nullable Long costNanoUsd,
    CostSource costSource,
    long editsAccepted,
    long editsRejected,
    long tokensUnpriced) {

  private static final Latency NONE = new Latency(0, 0, 0, Collections.nCopies(8, 0L));

  public TestUsage(LocalDate day) {
    this(
        day,
        "claude-code",
        "ada@example.com",
        "vscode",
        "",
        "",
        0,
        List.of(),
        0,
        null,
        CostSource.NONE,
        0,
        0,
        0);
  }

  public TestUsage with(String otherTool) {
    return new TestUsage(
        day,
        otherTool,
        person,
        terminal,
        model,
        team,
        sessions,
        sessionIds,
        tokensInput,
        costNanoUsd,
        costSource,
        editsAccepted,
        editsRejected,
        tokensUnpriced);
  }

  public TestUsage by(String otherPerson) {
    return new TestUsage(
        day,
        tool,
        otherPerson,
        terminal,
        model,
        team,
        sessions,
        sessionIds,
        tokensInput,
        costNanoUsd,
        costSource,
        editsAccepted,
        editsRejected,
        tokensUnpriced);
  }

  public TestUsage on(String otherTerminal) {
    return new TestUsage(
        day,
        tool,
        person,
        otherTerminal,
        model,
        team,
        sessions,
        sessionIds,
        tokensInput,
        costNanoUsd,
        costSource,
        editsAccepted,
        editsRejected,
        tokensUnpriced);
  }

  /** Tokens go in on the row of a model. */
  public TestUsage tokens(String ofModel, long input) {
    return new TestUsage(
        day,
        tool,
        person,
        terminal,
        ofModel,
        team,
        sessions,
        sessionIds,
        input,
        costNanoUsd,
        costSource,
        editsAccepted,
        editsRejected,
        tokensUnpriced);
  }

  public TestUsage team(String said) {
    return new TestUsage(
        day,
        tool,
        person,
        terminal,
        model,
        said,
        sessions,
        sessionIds,
        tokensInput,
        costNanoUsd,
        costSource,
        editsAccepted,
        editsRejected,
        tokensUnpriced);
  }

  /** Conversations by their ids, and starts that name none. */
  public TestUsage sessions(long unnamed, String... ids) {
    return new TestUsage(
        day,
        tool,
        person,
        terminal,
        model,
        team,
        unnamed + ids.length,
        List.of(ids),
        tokensInput,
        costNanoUsd,
        costSource,
        editsAccepted,
        editsRejected,
        tokensUnpriced);
  }

  /** A cost that the tool reported. */
  public TestUsage cost(long nanoUsd) {
    return cost(nanoUsd, CostSource.REPORTED);
  }

  public TestUsage cost(long nanoUsd, CostSource source) {
    return new TestUsage(
        day,
        tool,
        person,
        terminal,
        model,
        team,
        sessions,
        sessionIds,
        tokensInput,
        nanoUsd,
        source,
        editsAccepted,
        editsRejected,
        tokensUnpriced);
  }

  /** So many of its tokens have no price. */
  public TestUsage unpriced(long tokens) {
    return new TestUsage(
        day,
        tool,
        person,
        terminal,
        model,
        team,
        sessions,
        sessionIds,
        tokensInput,
        costNanoUsd,
        costSource,
        editsAccepted,
        editsRejected,
        tokens);
  }

  public TestUsage edits(long accepted, long rejected) {
    return new TestUsage(
        day,
        tool,
        person,
        terminal,
        model,
        team,
        sessions,
        sessionIds,
        tokensInput,
        costNanoUsd,
        costSource,
        accepted,
        rejected,
        tokensUnpriced);
  }

  public UsageRow row() {
    return new UsageRow(
        day,
        tool,
        person,
        terminal,
        model,
        "email",
        team,
        "2.1.0",
        sessions,
        sessionIds,
        0,
        tokensInput,
        0,
        0,
        0,
        0,
        0,
        tokensUnpriced,
        costNanoUsd,
        costSource.toString(),
        "",
        0,
        0,
        0,
        0,
        editsAccepted,
        editsRejected,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        NONE,
        FirstToken.UNKNOWN);
  }
}
