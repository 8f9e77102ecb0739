package dev.millrace.otlp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of the codings that a reply may come in.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">RFC 9110, "Accept-Encoding"
 *     </a>
 */
final class AcceptEncoding {

  private AcceptEncoding() {}

  /** Whether gzip is asked for: by its name, or by {@code *} where its name is not there. */
  static boolean takesGzip(@Nullable String header) {
    boolean any = false;
    for (String element : header == null ? new String[0] : header.split(",", -1)) {
      String[] parts = element.split(";", 2);
      String coding = parts[0].strip().toLowerCase(Locale.ROOT);
      boolean wanted = parts.length == 1 || !isZero(parts[1]);
      if (coding.equals("gzip") || coding.equals("x-gzip")) {
        return wanted;
      }
      any |= coding.equals("*") && wanted;
    }
    return any;
  }

  /** Whether a weight, {@code q=0.000} in its longest form, is none. */
  private static boolean isZero(String weight) {
    return weight.strip().toLowerCase(Locale.ROOT).matches("q\\s*=\\s*0(\\.0*)?");
  }
}
