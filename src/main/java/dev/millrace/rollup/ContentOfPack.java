package dev.millrace.rollup;

import dev.millrace.KeyId;
import dev.millrace.lake.ExportName;
import dev.millrace.lake.LandedExport;
import dev.millrace.lake.PackContent;
import dev.millrace.lake.SetAside;
import dev.millrace.packs.OpenPack;
import dev.millrace.packs.PackIndex;
import dev.millrace.packs.PackMember;
import dev.millrace.packs.PackedExport;
import dev.millrace.packs.Packs;
import dev.millrace.tools.Origin;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The exports of a pack as the lake reads them; its bytes are fetched when they are first read. */
final class ContentOfPack implements PackContent {

  private static final Logger log = Logger.getLogger(ContentOfPack.class);

  private final PackIndex index;
  private final Packs packs;
  private final Owners owners;
  private final Progress progress;
  private @Nullable OpenPack open;

  ContentOfPack(PackIndex index, Packs packs, Owners owners, Progress progress) {
    this.index = index;
    this.packs = packs;
    this.owners = owners;
    this.progress = progress;
  }

  @Override
  public List<ExportName> names() {
    return new AbstractList<>() {
      @Override
      public ExportName get(int at) {
        return name(index.members().get(at));
      }

      @Override
      public int size() {
        return index.members().size();
      }
    };
  }

  @Override
  public Iterator<LandedExport> read(int from, int to, Consumer<SetAside> unreadable) {
    OpenPack pack = open == null ? packs.open(index) : open;
    open = pack;
    Iterator<PackedExport> exports = pack.exports(from, to);
    return new Iterator<>() {
      private @Nullable LandedExport next;
      private boolean ended;

      @Override
      public boolean hasNext() {
        while (next == null && exports.hasNext()) {
          next = landed(exports.next(), unreadable);
        }
        if (next == null && !ended) {
          ended = true;
          tellDamaged(pack, index.members().subList(from, to), unreadable);
        }
        return next != null;
      }

      @Override
      public LandedExport next() {
        if (!hasNext() || next == null) {
          throw new NoSuchElementException();
        }
        LandedExport current = next;
        next = null;
        return current;
      }
    };
  }

  private @Nullable LandedExport landed(PackedExport read, Consumer<SetAside> unreadable) {
    PackMember member = read.member();
    KeyId key = member.keyId();
    Optional<Owners.Owner> owner = owners.of(key);
    if (owner.isEmpty()) {
      log.warnf("set aside %s: whose key %s is cannot be found", name(member), key);
      unreadable.accept(new SetAside(name(member).toString(), SetAside.Reason.UNKNOWN_KEY));
      return null;
    }
    progress.read(read.export().items());
    Origin origin =
        new Origin(key.value(), owner.get().email(), index.pack().partition().received());
    return new LandedExport(member.hash(), read.export(), origin);
  }

  private void tellDamaged(OpenPack pack, List<PackMember> read, Consumer<SetAside> unreadable) {
    PackMember first = read.get(0);
    PackMember last = read.get(read.size() - 1);
    pack.damaged()
        .forEach(
            (member, reason) -> {
              if (member.compareTo(first) >= 0 && member.compareTo(last) <= 0) {
                log.errorf("set aside %s of %s: %s", name(member), index.pack(), reason);
                unreadable.accept(new SetAside(name(member).toString(), SetAside.Reason.DAMAGED));
              }
            });
  }

  private ExportName name(PackMember member) {
    return new ExportName(index.pack().signal(), member.hash(), member.keyId());
  }
}
