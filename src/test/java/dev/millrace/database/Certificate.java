package dev.millrace.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A server's certificate, signed by itself, and its key, as PEM files.
 *
 * @param file what a client has to believe
 * @param key the server's, readable by its owner alone
 */
record Certificate(Path file, Path key) {

  private static final String PASSWORD = "changeit";

  /**
   * @param folder where the files are to lie
   * @param name of the server, as {@code dns:…} or {@code ip:…}
   */
  static Certificate of(String name, Path folder) {
    try {
      Path store = folder.resolve("server.p12");
      keytool(
          "-genkeypair -alias server -keyalg RSA -keysize 2048 -validity 2 -dname CN=server -ext san="
              + name
              + " -storetype PKCS12 -storepass "
              + PASSWORD
              + " -keystore "
              + store);
      KeyStore made = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        made.load(in, PASSWORD.toCharArray());
      }
      Path key = folder.resolve("server.key");
      Files.createFile(
          key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          key, pem("PRIVATE KEY", made.getKey("server", PASSWORD.toCharArray()).getEncoded()));
      return new Certificate(
          Files.writeString(
              folder.resolve("server.pem"),
              pem("CERTIFICATE", made.getCertificate("server").getEncoded())),
          key);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate can be made", e);
    }
  }

  private static void keytool(String arguments) throws IOException {
    List<String> command =
        List.of(
            (Path.of(System.getProperty("java.home"), "bin", "keytool") + " " + arguments)
                .split(" "));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(said);
    }
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), what);
  }
}
