package dev.millrace.lake;

import dev.millrace.KeyId;
import dev.millrace.Partition;
import dev.millrace.Signal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A pack whose exports a test has made. */
public record GivenPack(LakePack pack, List<LandedExport> exports) implements PackContent {

  /** A pack for each signal there is among the exports. */
  public static List<GivenPack> of(Partition partition, List<LandedExport> exports) {
    return Arrays.stream(Signal.values())
        .map(signal -> exports.stream().filter(e -> e.export().signal() == signal).toList())
        .filter(some -> !some.isEmpty())
        .map(some -> ofOneSignal(partition, some))
        .toList();
  }

  private static GivenPack ofOneSignal(Partition partition, List<LandedExport> exports) {
    Signal signal = exports.get(0).export().signal();
    String names =
        exports.stream().map(export -> nameOf(export).toString()).sorted().toList().toString();
    String id =
        UUID.nameUUIDFromBytes(names.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    return new GivenPack(new LakePack(partition, signal, id, "1", 0), exports);
  }

  /** The same after an erasure. */
  GivenPack inEdition(String edition, List<LandedExport> left) {
    return new GivenPack(
        new LakePack(pack.partition(), pack.signal(), pack.id(), edition, 0), left);
  }

  static ExportName nameOf(LandedExport export) {
    return new ExportName(
        export.export().signal(), export.objectHash(), new KeyId(export.origin().keyId()));
  }

  @Override
  public List<ExportName> names() {
    return exports.stream().map(GivenPack::nameOf).toList();
  }

  @Override
  public Iterator<LandedExport> read(int from, int to, Consumer<SetAside> unreadable) {
    return new ArrayList<>(exports.subList(from, to)).iterator();
  }
}
