package dev.millrace.rollup;

import dev.millrace.KeyId;
import dev.millrace.Partition;
import dev.millrace.keys.PublishedKeys;
import dev.millrace.keys.Verifier;
import dev.millrace.lake.LakeChange;
import dev.millrace.lake.LakeWriter;
import dev.millrace.lake.LandedExport;
import dev.millrace.lake.Shard;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.LandedExports.Listed;
import dev.millrace.landing.RawObject;
import dev.millrace.tools.Origin;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a partition's exports into the lake, shard by shard. */
@Singleton
class Conversion {

  private final LandedExports landed;
  private final LakeWriter lake;
  private final PublishedKeys keys;

  Conversion(LandedExports landed, LakeWriter lake, PublishedKeys keys) {
    this.landed = landed;
    this.lake = lake;
    this.keys = keys;
  }

  /** Gives the changes of all shards, to be settled when usage is up to date with them. */
  List<LakeChange> convert(Partition partition, List<Listed> exports) {
    List<Shard> shards = Shard.forBytes(Rollup.bytes(exports));
    Map<KeyId, Optional<String>> owners = new HashMap<>();
    List<LakeChange> changes = new ArrayList<>();
    for (Shard shard : shards) {
      Iterator<LandedExport> ofShard =
          exports.stream()
              .map(Listed::object)
              .filter(object -> shard.contains(object.hash()))
              .map(object -> landedExport(object, owners))
              .iterator();
      changes.add(lake.write(partition, shard, ofShard));
    }
    changes.addAll(lake.keepOnly(partition, shards));
    return changes;
  }

  void settle(List<LakeChange> changes) {
    changes.forEach(lake::settle);
  }

  private LandedExport landedExport(RawObject object, Map<KeyId, Optional<String>> owners) {
    Optional<String> owner = owners.computeIfAbsent(object.keyId(), this::owner);
    Origin origin = new Origin(object.keyId().value(), owner, object.received());
    return new LandedExport(object.hash(), landed.read(object), origin);
  }

  private Optional<String> owner(KeyId id) {
    return keys.find(id).map(Verifier::owner);
  }
}
