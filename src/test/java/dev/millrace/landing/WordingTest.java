package dev.millrace.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a name and what is not, by values that tools send. */
class WordingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "claude-sonnet-4-5-20250929",
        "claude-opus-4-6[1m]",
        "us.anthropic.claude-3-5-sonnet-20241022-v2:0",
        "openai/gpt-5.1-codex",
        "<synthetic>",
        "gpt-4o",
        ".py",
        "2.1.205",
        "2.1.205 (Claude Code)",
        "v22.1.0",
        "0193a7f2-6f2e-7c11-9b1a-4f0c6f5a2b10",
        "msg_01XFDUDYJgAACzvnptvVoYEL",
        "req_011CVXvVqMXQ1",
        "a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90",
        "2026-11-22T10:00:00.000Z",
        "https://github.com/acme/payments.git",
        "git@github.com:acme/payments.git",
        "feature/PAY-123_refunds",
        "refs/heads/main",
        "/home/ada/projects/payments",
        "C:\\Users\\ada\\projects\\payments",
        "ip-10-0-0-1.eu-central-1.compute.internal",
        "arn:aws:ecs:eu-central-1:123456789012:task/prod/0123456789abcdef",
        "arn:aws:secretsmanager:eu-central-1:123456789012:secret:name",
        "ada@example.com",
        "Ada Lovelace",
        "Platform Engineering",
        "Research and Development",
        "Visual Studio Code",
        "GitHub Copilot Chat",
        "mcp__github__create_issue",
        "run_shell_command",
        "code-reviewer",
        "chat gpt-4o",
        "execute_tool read_file",
        "invoke_agent Code Reviewer",
        "POST /v1/messages",
        "{token}",
        "By/s",
        "rate_limit_error",
        "tool_calls",
        "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7",
        "Größe",
        "研发中心"
      })
  void takesForName(String text) {
    assertThat(Wording.isName(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fix the login bug",
        "my secret plan",
        "Please fix the login bug",
        "What is this?",
        "two\nlines",
        "rm -rf build",
        "/usr/bin/curl",
        "./deploy.sh",
        "{\"command\":\"ls\"}",
        "[\"a\",\"b\"]",
        "API_KEY=abc123",
        "password:hunter22",
        "https://ada:hunter22@example.com/repo",
        "sk-ant-api03-abcdefghijklmnop",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "AKIAIOSFODNN7EXAMPLE",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc",
        "xoxb-1234567890",
        "Bearer abcdef",
        "$HOME",
        "please%20fix%20this",
        "please+fix+this+bug",
        "SELECT NAME FROM USERS",
        "\u8bf7\u5e2e\u6211\u4fee\u590d\u8fd9\u4e2a\u767b\u5f55\u9519\u8bef",
        "fix\u00a0the\u3000bug",
        "NUL\u0000"
      })
  void takesForSaying(String text) {
    byte[] bytes = text.getBytes(UTF_8);

    assertThat(Wording.isName(text)).isFalse();
    assertThat(Wording.isPlain(bytes, 0, bytes.length)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Darwin Kernel Version 23.6.0: Mon Jul 29 21:14:30 PDT 2024",
        "Ubuntu 22.04.3 LTS (kernel 5.15.0-91-generic)",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)",
        "blue building, second floor",
        "this is our staging cluster, it can go",
        "Count of tokens used"
      })
  void takesForSetting(String text) {
    assertThat(Wording.isSetting(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl -H x https://example.com",
        "git push origin main",
        "/usr/bin/env python",
        "cat a | grep b",
        "node --inspect server.js",
        "the password hunter22",
        "please fix the login",
        "{\"a\": \"b c\"}",
        "two\nlines"
      })
  void takesForNoSetting(String text) {
    assertThat(Wording.isSetting(text)).isFalse();
  }
}
