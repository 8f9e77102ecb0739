package dev.millrace.landing;

import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.Export;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.store.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads what has landed. */
@ApplicationScoped
public class LandedExports {

  private final ObjectStore store;

  LandedExports(ObjectStore store) {
    this.store = store;
  }

  /** What the partition holds, ordered by signal and hash. */
  public List<Listed> list(Partition partition) {
    return Arrays.stream(Signal.values()).flatMap(signal -> list(partition, signal)).toList();
  }

  private Stream<Listed> list(Partition partition, Signal signal) {
    try (Stream<StoredObject> objects = store.list(RawObject.prefix(partition, signal))) {
      List<Listed> exports = new ArrayList<>();
      objects.forEach(stored -> add(stored, exports));
      return exports.stream();
    }
  }

  /** An export that was sent in two codings landed twice, one beside the other, and counts once. */
  private static void add(StoredObject stored, List<Listed> exports) {
    RawObject before = exports.isEmpty() ? null : exports.get(exports.size() - 1).object();
    RawObject.ofKey(stored.key())
        .filter(raw -> before == null || !raw.isSameExport(before))
        .ifPresent(raw -> exports.add(new Listed(raw, stored.size())));
  }

  /**
   * Reads one.
   *
   * @throws StoreUnavailableException if it cannot be read, or was deleted since it was listed
   */
  public Export read(RawObject object) {
    byte[] bytes =
        store
            .get(object.key())
            .orElseThrow(
                () -> new StoreUnavailableException(object.key() + " is no longer there", null));
    try {
      Body body =
          Body.read(
              new ByteArrayInputStream(bytes),
              object.coding(),
              new Body.Bounds(Integer.MAX_VALUE - 16, Integer.MAX_VALUE - 16));
      return Export.parse(object.signal(), body.content());
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  /**
   * A landed export as a listing shows it.
   *
   * @param size stored bytes
   */
  public record Listed(RawObject object, long size) {}
}
