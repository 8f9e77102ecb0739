package dev.millrace.usage;

import java.util.Set;

/**
 * What a tool may tell besides tokens, requests, their errors and their cost. What it does not tell
 * is not known of it, which is something else than none.
 */
public enum Reported {
  LINES,
  COMMITS,
  PULL_REQUESTS,
  EDITS,
  ACTIVE_TIME,
  SESSIONS,
  PROMPTS,
  TOOL_CALLS,
  LATENCY;

  /** Whether any of the tools tells it; one that is not known may. */
  public boolean by(Set<String> tools) {
    return tools.isEmpty() || tools.stream().anyMatch(this::by);
  }

  private boolean by(String tool) {
    return KnownTool.named(tool).map(known -> known.reports().contains(this)).orElse(true);
  }
}
