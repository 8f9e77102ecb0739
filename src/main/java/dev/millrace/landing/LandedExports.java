package dev.millrace.landing;

import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpException;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.store.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what has landed. */
@ApplicationScoped
public class LandedExports {

  private final ObjectStore store;

  public LandedExports(ObjectStore store) {
    this.store = store;
  }

  /** How much the partition holds, counted as it is listed. */
  public Total total(Partition partition) {
    long objects = 0;
    long bytes = 0;
    try (Stream<Listed> listed = list(partition, "")) {
      for (Iterator<Listed> each = listed.iterator(); each.hasNext(); objects++) {
        bytes += each.next().size();
      }
    }
    return new Total(objects, bytes);
  }

  /** What the partition holds, ordered by signal and hash; for partitions that are not large. */
  public List<Listed> list(Partition partition) {
    try (Stream<Listed> listed = list(partition, "")) {
      return listed.toList();
    }
  }

  /**
   * All objects of the partition, also both of an export that was sent in two codings, listed as
   * the stream goes on. To be closed.
   */
  public Stream<RawObject> objects(Partition partition) {
    return Arrays.stream(Signal.values())
        .flatMap(signal -> store.list(RawObject.prefix(partition, signal)))
        .flatMap(stored -> RawObject.ofKey(stored.key()).stream());
  }

  /** The days (UTC) on which something of the organisation landed, in order. */
  public SortedSet<LocalDate> days(OrgId org) {
    try (Stream<StoredObject> objects = store.list(RawObject.prefix(org))) {
      return objects
          .flatMap(stored -> RawObject.dayOf(stored.key()).stream())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /**
   * What the partition holds, ordered by signal and hash, listed as the stream goes on: a day may
   * have more objects than memory has room for their names. To be closed.
   *
   * @param hashPrefix what the objects' hashes start with
   */
  public Stream<Listed> list(Partition partition, String hashPrefix) {
    return Arrays.stream(Signal.values())
        .flatMap(signal -> list(RawObject.prefix(partition, signal) + hashPrefix));
  }

  private Stream<Listed> list(String prefix) {
    return store.list(prefix).flatMap(LandedExports::listed).filter(new Once());
  }

  private static Stream<Listed> listed(StoredObject stored) {
    return RawObject.ofKey(stored.key()).map(raw -> new Listed(raw, stored.size())).stream();
  }

  /** One of them, read and decoded. */
  public Export read(RawObject object) {
    return decode(object, fetch(object));
  }

  /**
   * The stored bytes of one.
   *
   * @throws StoreUnavailableException if it cannot be read, or was deleted since it was listed
   */
  public byte[] fetch(RawObject object) {
    return store
        .get(object.key())
        .orElseThrow(
            () -> new StoreUnavailableException(object.key() + " is no longer there", null));
  }

  /**
   * The export in an object's stored bytes.
   *
   * @throws DamagedObjectException if there is none in them
   */
  public Export decode(RawObject object, byte[] stored) {
    return decode(object, stored, Export::parse);
  }

  /**
   * The same, for one of many: what they have in common is in memory once.
   *
   * @throws DamagedObjectException if there is none in them
   */
  public Export decode(RawObject object, byte[] stored, SharedAttributes attributes) {
    return decode(object, stored, attributes::parse);
  }

  /** Whether an object's stored bytes hold an export. Even an empty one has some. */
  public static boolean isExport(RawObject object, byte[] stored) {
    try {
      return stored.length > 0 && decode(object, stored, Export::parse).items() >= 0;
    } catch (DamagedObjectException e) {
      return false;
    }
  }

  private static Export decode(
      RawObject object, byte[] stored, BiFunction<Signal, byte[], Export> parser) {
    try {
      Body body =
          Body.read(
              new ByteArrayInputStream(stored),
              object.coding(),
              new Body.Bounds(Integer.MAX_VALUE - 16, Integer.MAX_VALUE - 16));
      return parser.apply(object.signal(), body.content());
    } catch (OtlpException e) {
      throw new DamagedObjectException(object, e);
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

  /**
   * How much a partition holds.
   *
   * @param bytes stored
   */
  public record Total(long objects, long bytes) {}

  /**
   * Lets an export that was sent in two codings, and landed twice, pass once: both are adjacent.
   */
  private static final class Once implements Predicate<Listed> {

    private @Nullable RawObject before;

    @Override
    public boolean test(Listed listed) {
      boolean first = before == null || !listed.object().isSameExport(before);
      before = listed.object();
      return first;
    }
  }
}
