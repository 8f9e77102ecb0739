package dev.millrace.packs;

import static dev.millrace.packs.Landings.DAY;
import static dev.millrace.packs.Landings.KEY;
import static dev.millrace.packs.Landings.OTHER_KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.MessageLite;
import dev.millrace.Signal;
import dev.millrace.landing.RawObject;
import dev.millrace.landing.Weight;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.store.BreakableStore;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.store.StoredObject;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What landed of a day, in packs: each export once, whatever happened on the way. */
class PackingTest {

  /** Of ten exports. */
  private static final Weight SMALL = new Weight(Long.MAX_VALUE, 10, Long.MAX_VALUE);

  @TempDir Path folder;
  private ObjectStore store;
  private Landings landings;

  @BeforeEach
  void open() {
    store = new DirectoryObjectStore(folder.resolve("store"));
    landings = new Landings(store);
  }

  @Test
  void packIsCompressedExportOfAllItsMembers() throws IOException {
    land(0, 5);
    PackIndex index = onlyPack(pack(false));

    ExportLogsServiceRequest all =
        ExportLogsServiceRequest.parseFrom(
            new GZIPInputStream(new ByteArrayInputStream(get(index.pack().key()))));

    assertThat(all.getResourceLogsList())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 5)
                .mapToObj(number -> (ExportLogsServiceRequest) Landings.export(number).message())
                .flatMap(export -> export.getResourceLogsList().stream())
                .toList());
    assertThat(loose()).isEmpty();
  }

  @Test
  void indexIsMadeAgainFromPack() {
    land(0, 12);
    PackIndex index = onlyPack(pack(false));
    byte[] kept = get(index.pack().indexKey());

    for (byte[] damage :
        List.of(new byte[0], "x".getBytes(UTF_8), Arrays.copyOf(kept, kept.length / 2))) {
      store.put(index.pack().indexKey(), damage);
      assertThat(new Packs(store).index(index.pack())).isEqualTo(index);
      assertThat(get(index.pack().indexKey())).isEqualTo(kept);
    }
    store.delete(index.pack().indexKey());
    assertThat(pack(false).packs()).containsExactly(index);
  }

  @Test
  void knowsWhatConvertingTakes() {
    land(0, 3);

    Weight expected =
        IntStream.range(0, 3)
            .mapToObj(number -> Weight.of(Landings.export(number)))
            .reduce(Weight.NONE, Weight::plus);
    assertThat(onlyPack(pack(false)).weight()).isEqualTo(expected);
  }

  @Test
  void cutsPacksByBound() {
    land(0, 95);

    PackedDay day = new Packing(store, 4, SMALL).pack(DAY, true);

    assertThat(day.packs()).hasSize(10);
    assertThat(day.packs()).allMatch(index -> index.weight().isWithin(SMALL));
    assertThat(exports(day)).hasSize(95);
  }

  @Test
  void packsExportOverBoundAlone() {
    land(0, 3);

    PackedDay day =
        new Packing(store, 4, new Weight(1, Long.MAX_VALUE, Long.MAX_VALUE)).pack(DAY, true);

    assertThat(day.packs()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void takesEitherCoding(ContentCoding coding) {
    landings.land(1, KEY, coding);

    assertThat(exports(pack(false))).containsOnlyKeys(name(1, KEY.value()));
    assertThat(loose()).isEmpty();
  }

  @Test
  void takesExportOfTwoCodingsOnceAndOfTwoKeysTwice() {
    landings.land(1, KEY, ContentCoding.GZIP);
    landings.land(1, KEY, ContentCoding.ZSTD);
    landings.land(1, OTHER_KEY, ContentCoding.GZIP);

    assertThat(exports(pack(false)))
        .containsOnlyKeys(name(1, KEY.value()), name(1, OTHER_KEY.value()));
    assertThat(loose()).isEmpty();
  }

  /** A sender may compress in pieces, and name its pieces as a pack names its members. */
  @Test
  void takesBodyOfSeveralGzipMembersAsOne() throws IOException {
    byte[] content = Landings.export(1).message().toByteArray();
    RawObject object = landings.land(1);
    ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    for (byte part : content) {
      byte[] member = Landings.coded(ContentCoding.GZIP, new byte[] {part});
      pieces.writeBytes(GzipMember.header(Landings.hash(7) + "-AbCdEf012345-1-1.binpb"));
      pieces.write(member, 10, member.length - 10);
    }
    store.put(object.key(), pieces.toByteArray());

    PackIndex index = onlyPack(pack(false));
    store.delete(index.pack().indexKey());

    assertThat(new Packs(store).index(index.pack())).isEqualTo(index);
    assertThat(exports(pack(false))).containsOnlyKeys(name(1, KEY.value()));
  }

  @Test
  void deletesWhatLandsAgain() {
    land(0, 5);
    PackedDay before = pack(false);
    land(2, 4);

    assertThat(pack(false).packs()).isEqualTo(before.packs());
    assertThat(loose()).isEmpty();
  }

  @Test
  void leavesWhatCannotBeReadAndPacksTheRest() {
    land(0, 3);
    store.put(landings.land(4).key(), new byte[0]);
    byte[] flipped = get(landings.land(5).key()).clone();
    flipped[flipped.length / 2] ^= 1;
    store.put(landings.land(5).key(), flipped);
    store.put(
        landings.land(6).key(), Landings.coded(ContentCoding.GZIP, "no OTLP".getBytes(UTF_8)));

    PackedDay day = pack(false);

    assertThat(exports(day)).hasSize(3);
    assertThat(day.unreadable())
        .extracting(Unreadable::key)
        .containsExactlyInAnyOrder(
            landings.land(4).key(), landings.land(5).key(), landings.land(6).key());
    assertThat(day.unreadable()).allMatch(unreadable -> !unreadable.reason().isBlank());
    assertThat(loose()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bit flipped", "cut off"})
  void retryRepairsDamagedMember(String damage) {
    land(0, 5);
    PackIndex index = onlyPack(pack(false));
    PackMember last = index.members().get(4);
    byte[] bytes = get(index.pack().key()).clone();
    bytes[(int) last.end() - 12] ^= 1;
    store.put(
        index.pack().key(),
        damage.equals("cut off") ? Arrays.copyOf(bytes, (int) last.end() - 5) : bytes);
    OpenPack open = new Packs(store).open(index);
    assertThat(read(open)).hasSize(4);
    assertThat(open.damaged()).containsOnlyKeys(last);

    land(0, 5);
    PackedDay repaired = pack(true);

    assertThat(exports(repaired)).hasSize(5);
    assertThat(loose()).isEmpty();
  }

  @Test
  void damagedMemberStaysKnownWhenItsPackIsMerged() {
    land(0, 5);
    PackIndex index = onlyPack(pack(false));
    store.put(index.pack().key(), Arrays.copyOf(get(index.pack().key()), (int) index.bytes() - 30));
    land(5, 9);

    PackIndex merged = onlyPack(pack(true));

    OpenPack open = new Packs(store).open(merged);
    assertThat(read(open)).hasSize(8);
    assertThat(open.damaged()).hasSize(1);
    assertThat(open.damaged().keySet().iterator().next().isSameExport(index.members().get(4)))
        .isTrue();
  }

  @Test
  void namesPackThatIsGone() {
    land(0, 5);
    PackIndex index = onlyPack(pack(false));
    store.delete(index.pack().key());

    assertThat(pack(false).unreadable())
        .containsExactly(new Unreadable(index.pack().key(), 0, "the pack is no longer there"));
    land(0, 5);
    assertThat(exports(pack(false))).hasSize(5);
  }

  @Test
  void mergesManySmallPacksAndMovesEachByteSeldom() {
    Packing packing = new Packing(store, 4, Packing.BOUND);
    int runs = 144;
    int most = 0;
    SortedMap<String, Integer> times = new TreeMap<>();
    List<PackIndex> before = List.of();
    for (int run = 0; run < runs; run++) {
      land(10 * run, 10 * run + 10);
      List<PackIndex> now = packing.pack(DAY, run == runs - 1).packs();
      List<PackIndex> known = before;
      now.stream()
          .filter(index -> !known.contains(index))
          .flatMap(index -> index.members().stream())
          .forEach(member -> times.merge(member.name(), 1, Integer::sum));
      most = Math.max(most, now.size());
      before = now;
    }

    assertThat(times).hasSize(10 * runs);
    assertThat(times.values()).allMatch(count -> count <= 4);
    assertThat(most).isLessThanOrEqualTo(2 * PackPlan.ALIKE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void closedDayIsTheSameWhateverHappened(long seed) {
    Random random = new Random(seed);
    Map<String, byte[]> expected = packedAtOnce(60);
    BreakableStore breakable = new BreakableStore(store);
    Packing packing = new Packing(breakable, 2, SMALL);
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
    Collections.shuffle(numbers, random);
    for (int number : numbers) {
      landings.land(number, KEY, random.nextInt(4) == 0 ? ContentCoding.ZSTD : ContentCoding.GZIP);
      if (random.nextInt(5) == 0) {
        landings.land(numbers.get(random.nextInt(numbers.size())));
      }
      if (random.nextInt(4) == 0) {
        packOrDie(packing, breakable, random);
      }
    }
    numbers.forEach(landings::land);
    for (int i = 0; i < 5; i++) {
      packOrDie(packing, breakable, random);
    }

    PackedDay day = packing.pack(DAY, true);

    assertThat(content(day).keySet()).isEqualTo(expected.keySet());
    assertThat(content(day)).usingRecursiveComparison().isEqualTo(expected);
    assertThat(loose()).isEmpty();
    assertThat(objects().keySet())
        .hasSize(2 * day.packs().size())
        .allMatch(key -> Pack.ofKey(key).isPresent() || Pack.ofIndexKey(key).isPresent());
    assertThat(packing.pack(DAY, true).packs()).isEqualTo(day.packs());
  }

  private void packOrDie(Packing packing, BreakableStore breakable, Random random) {
    breakable.dieAtWrite(1 + random.nextInt(12));
    try {
      packing.pack(DAY, random.nextBoolean());
    } catch (StoreUnavailableException e) {
      assertThat(e).hasMessageContaining("on purpose");
    }
    breakable.repair();
  }

  private Map<String, byte[]> packedAtOnce(int exports) {
    ObjectStore other = new DirectoryObjectStore(folder.resolve("other"));
    Landings there = new Landings(other);
    IntStream.range(0, exports).forEach(there::land);
    PackedDay day = new Packing(other, 4, SMALL).pack(DAY, true);
    return content(other, day);
  }

  @Test
  void refusesIndexOfAnotherPack() {
    land(0, 3);
    PackIndex index = onlyPack(pack(false));

    assertThatThrownBy(
            () ->
                PackIndex.parse(
                    new Pack(DAY, Signal.LOGS, "0".repeat(32)), get(index.pack().indexKey())))
        .isInstanceOf(IOException.class);
  }

  private void land(int from, int to) {
    IntStream.range(from, to).forEach(landings::land);
  }

  private PackedDay pack(boolean isOver) {
    return new Packing(store, 4, Packing.BOUND).pack(DAY, isOver);
  }

  private static PackIndex onlyPack(PackedDay day) {
    assertThat(day.packs()).hasSize(1);
    return day.packs().get(0);
  }

  private static String name(int number, String key) {
    return Landings.hash(number) + "-" + key;
  }

  /** What each pack holds, inflated: a compressor may differ, what it says may not. */
  private Map<String, byte[]> content(PackedDay day) {
    return content(store, day);
  }

  private static Map<String, byte[]> content(ObjectStore store, PackedDay day) {
    Map<String, byte[]> content = new TreeMap<>();
    for (PackIndex index : day.packs()) {
      byte[] pack = store.get(index.pack().key()).orElseThrow();
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(pack))) {
        content.put(index.pack().key(), in.readAllBytes());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return content;
  }

  private SortedMap<String, MessageLite> exports(PackedDay day) {
    SortedMap<String, MessageLite> exports = new TreeMap<>();
    for (PackIndex index : day.packs()) {
      for (PackedExport each : read(new Packs(store).open(index))) {
        assertThat(exports.put(each.member().name(), each.export().message())).isNull();
      }
    }
    return exports;
  }

  private static List<PackedExport> read(OpenPack open) {
    List<PackedExport> exports = new ArrayList<>();
    open.exports().forEachRemaining(exports::add);
    return exports;
  }

  private List<String> loose() {
    return objects().keySet().stream().filter(key -> RawObject.ofKey(key).isPresent()).toList();
  }

  private SortedMap<String, Long> objects() {
    SortedMap<String, Long> objects = new TreeMap<>();
    try (Stream<StoredObject> listed = store.list("raw/")) {
      listed.forEach(object -> objects.put(object.key(), object.size()));
    }
    return objects;
  }

  private byte[] get(String key) {
    return store.get(key).orElseThrow();
  }
}
