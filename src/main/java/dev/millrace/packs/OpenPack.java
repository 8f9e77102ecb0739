package dev.millrace.packs;

import dev.millrace.Signal;
import dev.millrace.landing.SharedAttributes;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A pack whose bytes are at hand. For one thread at a time. */
public final class OpenPack {

  private final PackIndex index;
  private final byte[] bytes;
  private final SharedAttributes attributes = new SharedAttributes();
  private final Map<PackMember, String> damaged = new TreeMap<>();

  OpenPack(PackIndex index, byte[] bytes) {
    this.index = index;
    this.bytes = bytes;
  }

  public PackIndex index() {
    return index;
  }

  /** Its exports in their order, each decoded when it is asked for; damaged ones are left out. */
  public Iterator<PackedExport> exports() {
    return exports(0, index.members().size());
  }

  /**
   * Some of its exports, likewise.
   *
   * @param from the first one's number in the index
   * @param to the number after the last one's
   */
  public Iterator<PackedExport> exports(int from, int to) {
    Iterator<PackMember> members = new ArrayList<>(index.members().subList(from, to)).iterator();
    return new Iterator<>() {
      private @Nullable PackedExport next;

      @Override
      public boolean hasNext() {
        while (next == null && members.hasNext()) {
          next = export(members.next());
        }
        return next != null;
      }

      @Override
      public PackedExport next() {
        if (!hasNext() || next == null) {
          throw new NoSuchElementException();
        }
        PackedExport current = next;
        next = null;
        return current;
      }
    };
  }

  /** The exports that could not be read so far, with the reason. */
  public Map<PackMember, String> damaged() {
    return Map.copyOf(damaged);
  }

  private @Nullable PackedExport export(PackMember member) {
    try {
      byte[] content = content(member);
      return new PackedExport(member, attributes.parse(index.pack().signal(), content));
    } catch (OtlpException e) {
      damaged.put(member, "it holds no export of " + index.pack().signal());
    } catch (IOException e) {
      damaged.put(member, "it is " + e.getMessage());
    }
    return null;
  }

  /** An export's protobuf. What is wrong with a damaged one goes on after "it is". */
  private byte[] content(PackMember member) throws IOException {
    if (bytes.length == 0) {
      throw new IOException("no longer there");
    }
    if (member.end() > bytes.length) {
      throw new IOException("cut off");
    }
    GzipMember read = GzipMember.read(bytes, (int) member.offset());
    if (read.end() != member.end() || !read.name().equals(member.fileName())) {
      throw new IOException("not where the index says");
    }
    return read.content();
  }

  /** Whether an export can be read from its bytes. */
  static boolean isWhole(Signal signal, PackMember member, byte[] bytes) {
    try {
      GzipMember read = GzipMember.read(bytes, 0);
      Export.parse(signal, read.content());
      return read.end() == bytes.length && read.name().equals(member.fileName());
    } catch (IOException | OtlpException e) {
      return false;
    }
  }

  /** The members of a pack, by what their headers say. */
  static List<PackMember> scan(byte[] bytes) throws IOException {
    List<PackMember> members = new ArrayList<>();
    for (int at = 0; at < bytes.length; at = (int) members.get(members.size() - 1).end()) {
      GzipMember read = GzipMember.read(bytes, at);
      members.add(PackMember.ofFileName(read.name(), at, read.end() - at, read.content().length));
    }
    return members;
  }
}
