package dev.millrace.packs;

import dev.millrace.landing.RawObject;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpException;
import dev.millrace.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a pack anew in which some exports hold less than before. It keeps its name and theirs, so
 * that none of them lands again; that its bytes are others is what its edition says.
 */
public final class PackErasure {

  private final ObjectStore store;

  public PackErasure(ObjectStore store) {
    this.store = store;
  }

  /** Says what is to be left of an export. */
  @FunctionalInterface
  public interface Change {

    /**
     * The protobuf of what is left; empty if the export stays as it is.
     *
     * @param export null if it is damaged
     */
    Optional<byte[]> left(PackMember member, @Nullable Export export);
  }

  /**
   * Writes the pack anew if anything in it is to change.
   *
   * @throws dev.millrace.store.StoreUnavailableException passes through; what was begun is done by
   *     asking again
   */
  public void apply(PackIndex index, Change change) {
    byte[] bytes = store.get(index.pack().key()).orElse(new byte[0]);
    List<PreparedExport> exports = new ArrayList<>();
    boolean changed = false;
    for (PackMember member : index.members()) {
      Optional<byte[]> left = change.left(member, export(index, member, bytes));
      changed |= left.isPresent();
      exports.add(left.isPresent() ? prepared(index, member, left.get()) : kept(member, bytes));
    }
    if (changed) {
      write(index, exports);
    }
  }

  private void write(PackIndex index, List<PreparedExport> exports) {
    PackWriter writer = new PackWriter(store, index.pack().partition(), index.pack().signal());
    exports.forEach(writer::add);
    // Whoever reads the pack meanwhile sees that it is no longer what the index said.
    store.delete(index.pack().indexKey());
    var unused = writer.put();
  }

  private static @Nullable Export export(PackIndex index, PackMember member, byte[] bytes) {
    try {
      if (member.end() > bytes.length) {
        return null;
      }
      GzipMember read = GzipMember.read(bytes, (int) member.offset());
      boolean whole = read.end() == member.end() && read.name().equals(member.fileName());
      return whole ? Export.parse(index.pack().signal(), read.content()) : null;
    } catch (IOException | OtlpException e) {
      return null;
    }
  }

  private static PreparedExport prepared(PackIndex index, PackMember member, byte[] content) {
    Pack pack = index.pack();
    RawObject name =
        new RawObject(
            pack.partition().org(),
            pack.signal(),
            pack.partition().received(),
            member.hash(),
            member.keyId(),
            ContentCoding.GZIP);
    try {
      return PreparedExport.ofContent(name, content);
    } catch (IOException e) {
      throw new IllegalArgumentException("what is left of an export is an export", e);
    }
  }

  /** As it lies there, whole or not. */
  private static PreparedExport kept(PackMember member, byte[] bytes) {
    int from =
        (int) Math.min(bytes.length, member.offset() + GzipMember.header(member.fileName()).length);
    int to = (int) Math.min(bytes.length, member.end());
    return new PreparedExport(member, Arrays.copyOfRange(bytes, from, Math.max(from, to)));
  }
}
