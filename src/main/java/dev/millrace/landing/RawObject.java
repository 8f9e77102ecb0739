package dev.millrace.landing;

import dev.millrace.KeyId;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.otlp.ContentCoding;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one landed export: {@code raw/org=<org>/signal=<signal>/date=<received>/<hash>-<key
 * id>.binpb.gz}, or {@code .binpb.zst}.
 *
 * @param received UTC day of arrival
 * @param hash 32 lower-case hex digits, the first half of the SHA-256 of organisation, signal and
 *     content
 * @param coding how its bytes are compressed: one of {@link #CODINGS}
 */
public record RawObject(
    OrgId org, Signal signal, LocalDate received, String hash, KeyId keyId, ContentCoding coding) {

  /** What bytes land in as they came. */
  static final Set<ContentCoding> CODINGS = Set.of(ContentCoding.GZIP, ContentCoding.ZSTD);

  private static final Pattern DAY =
      Pattern.compile("raw/org=[^/]+/signal=[a-z]+/date=(\\d{4}-\\d{2}-\\d{2})/");

  private static final Pattern KEY =
      Pattern.compile(
          "raw/org=([^/]+)/signal=(metrics|logs|traces)/date=(\\d{4}-\\d{2}-\\d{2})/([0-9a-f]{32})-([0-9A-Za-z]{12})\\.binpb\\.(gz|zst)");

  public RawObject {
    if (!CODINGS.contains(coding)) {
      throw new IllegalArgumentException("raw objects are gzip or zstd but not " + coding);
    }
  }

  /** The object's key in the store. */
  public String key() {
    return prefix(new Partition(org, received), signal) + hash + "-" + keyId + ".binpb." + suffix();
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
            new KeyId(matcher.group(5)),
            matcher.group(6).equals("gz") ? ContentCoding.GZIP : ContentCoding.ZSTD));
  }

  /** The day of arrival (UTC) of whatever lies under the key; empty if nothing landed there. */
  static Optional<LocalDate> dayOf(String key) {
    return Optional.of(DAY.matcher(key))
        .filter(Matcher::lookingAt)
        .map(matcher -> LocalDate.parse(matcher.group(1)));
  }

  private String suffix() {
    return coding == ContentCoding.GZIP ? "gz" : "zst";
  }

  /** Whether both are the same export, however compressed. */
  public boolean isSameExport(RawObject other) {
    return hash.equals(other.hash) && keyId.equals(other.keyId);
  }

  /** What the keys of all that landed of the organisation start with. */
  public static String prefix(OrgId org) {
    return "raw/org=" + org + "/";
  }

  /** What the keys of the partition's exports of the signal start with. */
  public static String prefix(Partition partition, Signal signal) {
    return prefix(partition.org()) + "signal=" + signal + "/date=" + partition.received() + "/";
  }
}
