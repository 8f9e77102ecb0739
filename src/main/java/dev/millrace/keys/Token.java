package dev.millrace.keys;

import dev.millrace.KeyId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The secret that a sender holds: {@code mro_<key id>_<secret>_<checksum>} of an organisation,
 * {@code mrp_…} of a person.
 *
 * <p>The secret is 256 random bits as 43 characters of base62, the checksum the CRC-32 of
 * everything before its underscore as 6, so that a mistyped or invented token is known without any
 * look-up.
 *
 * @param secret 43 characters of base62
 */
public record Token(KeyKind kind, KeyId id, String secret) {

  private static final int ID_LENGTH = 12;
  private static final int SECRET_LENGTH = 43;
  private static final int SECRET_BITS = 256;
  private static final int CHECKSUM_LENGTH = 6;

  private static final Pattern SHAPE =
      Pattern.compile("(mr[op])_([0-9A-Za-z]{12})_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})");

  /** A new token of a new key. */
  static Token generate(KeyKind kind, SecureRandom random) {
    KeyId id = new KeyId(Base62.encode(new BigInteger(71, random), ID_LENGTH));
    return new Token(kind, id, Base62.encode(new BigInteger(SECRET_BITS, random), SECRET_LENGTH));
  }

  /** The token that the text is; empty if its shape or checksum is wrong. */
  public static Optional<Token> parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return KeyKind.ofPrefix(matcher.group(1))
        .map(kind -> new Token(kind, new KeyId(matcher.group(2)), matcher.group(3)))
        .filter(token -> token.text().equals(text));
  }

  /** The whole token, to be shown once. */
  public String text() {
    String checked = kind.prefix() + "_" + id + "_" + secret;
    return checked + "_" + checksum(checked);
  }

  /** What is kept of the secret: its SHA-256 in lower-case hex. */
  public String secretSha256() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return Base62.encode(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
  }

  /** Names the key, never the secret. */
  @Override
  public String toString() {
    return kind.prefix() + "_" + id + "_…";
  }
}
