package dev.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What models are called by tools and providers, and what each is called by Millrace. */
class ModelNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-sonnet-4-5",
        "claude-sonnet-4.5",
        "Claude-Sonnet-4-5",
        "Claude Sonnet 4.5",
        "Claude Sonnet 4.5 (Preview)",
        "claude-sonnet-4-5-20250929",
        "claude-sonnet-4-5@20250929",
        "claude-sonnet-4-5@default",
        "claude-sonnet-4-5[1m]",
        "claude-sonnet-4.5-thinking",
        "claude-4.5-sonnet",
        "claude-4.5-sonnet-thinking",
        "claude-sonnet-4-5-latest",
        "anthropic/claude-sonnet-4.5",
        "anthropic/claude-sonnet-4.5:thinking",
        "openrouter/anthropic/claude-sonnet-4.5",
        "anthropic:claude-sonnet-4-5",
        "vertex_ai/claude-sonnet-4-5@20250929",
        "publishers/anthropic/models/claude-sonnet-4-5",
        "anthropic.claude-sonnet-4-5-20250929-v1:0",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "global.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "bedrock/eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "databricks-claude-sonnet-4-5",
        "MODEL_CLAUDE_4_5_SONNET",
      })
  void callsClaudeSonnetByOneName(String sent) {
    assertThat(ModelName.normal(sent)).isEqualTo("claude-sonnet-4-5");
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-0, claude-sonnet-4",
    "claude-sonnet-4-20250514, claude-sonnet-4",
    "claude-4-sonnet-20250514, claude-sonnet-4",
    "claude-opus-5@20260701, claude-opus-5",
    "claude-opus-5.5, claude-opus-5-5",
    "global.anthropic.claude-sonnet-5-v1:0, claude-sonnet-5",
    "us.anthropic.claude-opus-4-6-v1, claude-opus-4-6",
    "claude-3.7-sonnet, claude-3-7-sonnet",
    "claude-sonnet-3-7, claude-3-7-sonnet",
    "anthropic.claude-3-5-sonnet-20241022-v2:0, claude-3-5-sonnet",
    "claude-opus-4.8-fast, claude-opus-4-8-fast",
    "claude-v2, claude-v2",
    "gpt-5-1-codex-max, gpt-5.1-codex-max",
    "gpt-5.1-codex-2025-11-13, gpt-5.1-codex",
    "gpt-5-high, gpt-5",
    "gpt-4o-mini-2024-07-18, gpt-4o-mini",
    "azure/gpt-35-turbo, gpt-3.5-turbo",
    "global.openai.gpt-6-sol, gpt-6-sol",
    "openai.gpt-oss-120b-1:0, gpt-oss-120b",
    "ft:gpt-4o-mini-2024-07-18:acme::abc, ft:gpt-4o-mini",
    "models/gemini-2.5-pro, gemini-2.5-pro",
    "gemini-2.0-flash-001, gemini-2.0-flash",
    "google-gla:gemini-2.5-flash, gemini-2.5-flash",
    "grok-4-1-fast-reasoning, grok-4.1-fast-reasoning",
    "x-ai/grok-code-fast-1, grok-code-fast-1",
    "Qwen/Qwen3-Coder-480B-A35B-Instruct, qwen3-coder-480b-a35b-instruct",
    "qwen/qwen3-coder:free, qwen3-coder:free",
    "qwen3-coder:30b, qwen3-coder:30b",
    "llama-3-8b-instruct, llama-3-8b-instruct",
    "deepseek.r1-v1:0, deepseek-r1",
    "composer-2.5[fast=true], composer-2.5-fast",
    "composer-2.5[fast=false], composer-2.5",
    "MiniMax-M2, minimax-m2",
    "a/b/, a/b/",
    "[1m], [1m]",
  })
  void callsOthersByTheirMakersNames(String sent, String name) {
    assertThat(ModelName.normal(sent)).isEqualTo(name);
  }

  @Test
  void callsNothingNothing() {
    assertThat(ModelName.normal("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"us.anthropic.claude-sonnet-4-5-20250929-v1:0", "gpt-5-1-codex-high", "o1"})
  void leavesANormalFormAsItIs(String sent) {
    String normal = ModelName.normal(sent);
    assertThat(ModelName.normal(normal)).isEqualTo(normal);
  }
}
