package dev.millrace.packs;

import dev.millrace.Partition;
import dev.millrace.Signal;
import dev.millrace.landing.Weight;
import dev.millrace.store.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Builds a pack, and puts it with its index. Exports come in the order of their names. */
final class PackWriter {

  private static final int EDITION_BYTES = 8;

  private final ObjectStore store;
  private final Partition partition;
  private final Signal signal;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<PackMember> members = new ArrayList<>();
  private Weight weight = Weight.NONE;

  PackWriter(ObjectStore store, Partition partition, Signal signal) {
    this.store = store;
    this.partition = partition;
    this.signal = signal;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** What it weighs with that one more. */
  Weight weightWith(PackMember member) {
    return weight.plus(member.weight());
  }

  /**
   * Adds an export.
   *
   * @param data of its gzip member, behind the header
   */
  void add(PackMember member, byte[] data, int from, int length) {
    if (!isEmpty() && members.get(members.size() - 1).compareTo(member) >= 0) {
      throw new IllegalArgumentException("exports come in the order of their names");
    }
    byte[] header = GzipMember.header(member.fileName());
    long offset = bytes.size();
    bytes.writeBytes(header);
    bytes.write(data, from, length);
    members.add(member.at(offset, header.length + length));
    weight = weight.plus(member.weight());
  }

  void add(PreparedExport export) {
    add(export.member(), export.data(), 0, export.data().length);
  }

  /** Puts the pack first: an index never speaks of what is not there. */
  PackIndex put() {
    byte[] pack = bytes.toByteArray();
    Pack name = new Pack(partition, signal, PackIndex.id(members));
    PackIndex index = new PackIndex(name, pack.length, edition(pack), members);
    store.put(name.key(), pack);
    store.put(name.indexKey(), index.format());
    return index;
  }

  static String edition(byte[] pack) {
    return HexFormat.of().formatHex(Sha256.start().digest(pack), 0, EDITION_BYTES);
  }
}
