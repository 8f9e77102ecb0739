package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts stand for nobody, and which are names all the same. */
class NobodyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "?",
        "unknown",
        "UNKNOWN",
        "<unknown>",
        "(none)",
        "N/A",
        "n.a.",
        "null",
        "None",
        "undefined",
        "anonymous",
        "Anonymous User",
        "not set",
        "unspecified",
        "default-team",
        "unassigned",
        "unknown@example.com",
        "anonymous@example.org",
        "user@example.com",
        "test@localhost",
        "noreply@mail.example.com",
        "unknown@acme.com",
        "null@null",
        "undefined@undefined",
        "[REDACTED]",
        "***@acme.com",
        "${USER_EMAIL}",
        "$USER_EMAIL",
        "%USERNAME%",
        "{{ user.email }}",
        "00000000-0000-0000-0000-000000000000",
      })
  void standsForNobody(String text) {
    assertThat(Nobody.is(text)).isTrue();
    assertThat(Nobody.without(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@example.com",
        "na@acme.com",
        "nil@acme.com",
        "default@acme.com",
        "test@acme.com",
        "user@acme.com",
        "nullius@acme.com",
        "x.null@acme.com",
        "redacted@example.com",
        "Unknown Pleasures",
        "anna",
        "Nan",
        "none-of-your-business",
        "null-pointers",
        "team-0",
        "0",
        "\u674e",
        "vscode",
        "airgapped-user",
        "3fa85f64-5717-4562-b3fc-2c963f66afa6",
        "a$b",
        "100%",
      })
  void isAName(String text) {
    assertThat(Nobody.is(text)).isFalse();
    assertThat(Nobody.without(text)).isEqualTo(text);
  }
}
