package dev.millrace.console;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the console signs with.
 *
 * @param text at least 32 characters, which nobody else knows
 */
@RegisterForReflection
public record SessionSecret(String text) {

  private static final int MIN_LENGTH = 32;
  private static final String ALGORITHM = "HmacSHA256";

  public SessionSecret {
    if (text.length() < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "a session secret has at least " + MIN_LENGTH + " characters, but had " + text.length());
    }
  }

  /** The secret that a setting's value is. */
  public static SessionSecret of(String text) {
    return new SessionSecret(text);
  }

  /** HMAC-SHA-256 of the content, base64url without padding. */
  String signature(String content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "…";
  }
}
