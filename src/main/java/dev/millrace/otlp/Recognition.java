package dev.millrace.otlp;

import dev.millrace.Signal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Tells of which signal a protobuf request is by what is in it. The signals' requests are alike
 * down to the records, whose fields differ: what is a time in one is a name in another.
 */
final class Recognition {

  private final MessageBounds bounds;
  private final WireWatch watch;

  Recognition(MessageBounds bounds, WireWatch watch) {
    this.bounds = bounds;
    this.watch = watch;
  }

  /** The signal that has all of the fields in it, and times; empty if none has. */
  Optional<Signal> whole(byte[] content) {
    return Arrays.stream(Signal.values())
        .filter(signal -> found(signal, content).filter(Recognition::isWhole).isPresent())
        .findFirst();
  }

  /** Every record that a program makes has a time; without one too many bytes look like one. */
  private static boolean isWhole(ProtobufScan.Found found) {
    return found.misfits() == 0 && found.fixed64s() > 0;
  }

  /** The signal that has most of them; metrics if the body is none's. */
  Signal closest(byte[] content) {
    return Arrays.stream(Signal.values())
        .min(Comparator.comparingInt(signal -> misfits(signal, content)))
        .orElseThrow();
  }

  private int misfits(Signal signal, byte[] content) {
    return found(signal, content).map(ProtobufScan.Found::misfits).orElse(Integer.MAX_VALUE);
  }

  /** Empty if it cannot be read as such a request. */
  private Optional<ProtobufScan.Found> found(Signal signal, byte[] content) {
    try (DecodeMemory.Claim claim = DecodeMemory.unbounded().claim()) {
      Tally tally = new Tally(bounds, claim);
      return Optional.of(ProtobufScan.through(content, OtlpShapes.request(signal), tally, watch));
    } catch (OtlpException e) {
      return Optional.empty();
    }
  }

  /**
   * The refusal of a body in better words, if it is something else than its headers say.
   *
   * @param said the encoding that they say
   */
  OtlpException explained(Encoding said, byte[] content, OtlpException refusal) {
    if (refusal.reason() != OtlpException.Reason.UNDECODABLE) {
      return refusal;
    }
    if (startsWith(content, 0x1f, 0x8b)) {
      return refused(said, "gzip data, which needs the header Content-Encoding: gzip");
    }
    if (said == Encoding.PROTOBUF && startsWith(content, '{')) {
      return refused(said, "JSON, which has to be sent as application/json");
    }
    if (said == Encoding.JSON && whole(content).isPresent()) {
      return refused(said, "protobuf, which has to be sent as application/x-protobuf");
    }
    return refusal;
  }

  private static OtlpException refused(Encoding said, String what) {
    String wanted = said == Encoding.JSON ? "an OTLP/JSON" : "a protobuf";
    return OtlpException.undecodable(
        "byte 0", "the body is not %s export request but %s".formatted(wanted, what));
  }

  private static boolean startsWith(byte[] content, int... magic) {
    if (content.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((content[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
