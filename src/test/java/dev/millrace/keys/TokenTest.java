package dev.millrace.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.KeyId;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of tokens; whether a key is good is KeyCheckTest's. */
class TokenTest {

  private final SecureRandom random = new SecureRandom();

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void readsWhatItWrote(KeyKind kind) {
    Token token = Token.generate(kind, random);

    assertThat(Token.parse(token.text())).contains(token);
  }

  @Test
  void hasPrefixIdSecretAndChecksum() {
    assertThat(Token.generate(KeyKind.ORGANIZATION, random).text())
        .matches("mro_[0-9A-Za-z]{12}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}");
    assertThat(Token.generate(KeyKind.PERSONAL, random).text()).startsWith("mrp_");
  }

  @Test
  void keepsItsFormatOverVersions() {
    Token token =
        new Token(
            KeyKind.ORGANIZATION,
            new KeyId("0000000000aZ"),
            "0123456789abcdefghijABCDEFGHIJ0123456789abc");

    assertThat(token.text())
        .isEqualTo("mro_0000000000aZ_0123456789abcdefghijABCDEFGHIJ0123456789abc_1UwaZu");
    assertThat(token.secretSha256())
        .isEqualTo("56474183d9dedd2f1b2e36644b17c3f42aae34034e147ac5c21cd14165572778");
  }

  @Test
  void refusesEveryWrongCharacter() {
    String text = Token.generate(KeyKind.ORGANIZATION, random).text();

    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'x' ? 'y' : 'x';
      assertThat(Token.parse(text.substring(0, i) + other + text.substring(i + 1))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mro_", "sk-ant-api03-abc", "mro_short_secret_crc", "mrx_0123"})
  void refusesWhatIsNoToken(String text) {
    assertThat(Token.parse(text)).isEmpty();
  }

  @Test
  void namesNoSecretInItsText() {
    Token token = Token.generate(KeyKind.ORGANIZATION, random);

    assertThat(token.toString()).contains(token.id().value()).doesNotContain(token.secret());
  }
}
