package dev.millrace.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/**
 * The console's own style and script. Their addresses change with what is in them, so that browsers
 * may keep them for long.
 */
@ApplicationScoped
@Named("assets")
public class Assets {

  private static final String FOLDER = "/console/";

  private final Map<String, String> addresses = new ConcurrentHashMap<>();

  /**
   * The address of a file in {@code META-INF/resources/console}.
   *
   * @param file its name
   */
  public String address(String file) {
    return addresses.computeIfAbsent(file, name -> FOLDER + name + "?v=" + checksum(name));
  }

  private static String checksum(String file) {
    String path = "META-INF/resources" + FOLDER + file;
    try (InputStream content =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
      if (content == null) {
        throw new IllegalArgumentException("there is no " + path);
      }
      CRC32 crc = new CRC32();
      crc.update(content.readAllBytes());
      return Long.toHexString(crc.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
