package dev.millrace.openid;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * One try of one browser to sign in, known by a secret that only this browser keeps. All else that
 * is sent in its course is made from it, so that nothing has to be kept here meanwhile.
 *
 * @param secret 256 random bits, base64url
 */
public record SignInAttempt(String secret) {

  private static final int BYTES = 32;

  /** A new one. */
  public static SignInAttempt start(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new SignInAttempt(base64url(bytes));
  }

  /** What comes back with the answer, and tells that this browser asked. */
  public String state() {
    return derived("state");
  }

  /** What the identity token carries, which tells that it was made for this attempt. */
  String nonce() {
    return derived("nonce");
  }

  /** What redeems the code, by RFC 7636. */
  String verifier() {
    return derived("verifier");
  }

  /** What the code is bound to: the verifier's SHA-256. */
  String challenge() {
    return sha256(verifier());
  }

  private String derived(String purpose) {
    return sha256(purpose + " " + secret);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return base64url(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "…";
  }
}
