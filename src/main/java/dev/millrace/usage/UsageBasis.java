package dev.millrace.usage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;

/**
 * What usage depends on besides activity: the statement, the prices, and at whose midnight days
 * part.
 */
public final class UsageBasis {

  private static final int BYTES = 16;

  private UsageBasis() {}

  /** The same text for the same basis, in hex digits. */
  public static String of(PriceTable prices, ZoneId zone) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      String basis = String.join("\n", UsageSql.TEXT, prices.toString(), zone.getId());
      byte[] digest = sha256.digest(basis.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
