package dev.millrace.local;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What the local server's console signs sessions with: made once and kept, so that whoever is
 * signed in stays so over a restart.
 *
 * @param file where it is kept
 */
record SessionSigning(SecretFile file) {

  private static final int BYTES = 32;

  /** Tells the application, through its configuration. */
  void publish() {
    System.setProperty(LocalSettings.SESSION_SECRET, secret());
  }

  private String secret() {
    try {
      String kept = file.read().orElse("");
      return kept.isEmpty() ? made() : kept;
    } catch (IOException e) {
      throw new CannotStartException(
          "%s cannot be read or written (%s): make the data folder writable."
              .formatted(file.path(), e.getClass().getSimpleName()),
          e);
    }
  }

  private String made() throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    file.write(secret);
    return secret;
  }
}
