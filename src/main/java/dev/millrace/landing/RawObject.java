package dev.millrace.landing;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.Signal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one landed export: {@code raw/org=<org>/signal=<signal>/date=<received>/<hash>-<key
 * id>.binpb.gz}.
 *
 * @param received UTC day of arrival
 * @param hash 32 lower-case hex digits, the first half of the SHA-256 of organisation, signal and
 *     content
 */
public record RawObject(OrgId org, Signal signal, LocalDate received, String hash, KeyId keyId) {

  private static final Pattern KEY =
      Pattern.compile(
          "raw/org=([^/]+)/signal=(metrics|logs|traces)/date=(\\d{4}-\\d{2}-\\d{2})/([0-9a-f]{32})-([0-9A-Za-z]{12})\\.binpb\\.gz");

  /** The object's key in the store. */
  public String key() {
    return prefix(new Partition(org, received), signal) + hash + "-" + keyId + ".binpb.gz";
  }

  /** What the key names; empty if it is no landed export. */
  public static Optional<RawObject> ofKey(String key) {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new RawObject(
            new OrgId(matcher.group(1)),
            Signal.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)),
            LocalDate.parse(matcher.group(3)),
            matcher.group(4),
            new KeyId(matcher.group(5))));
  }

  /** What the keys of the partition's exports of the signal start with. */
  static String prefix(Partition partition, Signal signal) {
    return "raw/org="
        + partition.org()
        + "/signal="
        + signal
        + "/date="
        + partition.received()
        + "/";
  }
}
