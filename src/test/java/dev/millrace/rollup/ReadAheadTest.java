package dev.millrace.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.OrgId;
import dev.millrace.Partition;
import dev.millrace.bench.LandedDay;
import dev.millrace.keys.PublishedKeys;
import dev.millrace.lake.LandedExport;
import dev.millrace.landing.LandedExports;
import dev.millrace.landing.LandedExports.Listed;
import dev.millrace.store.DirectoryObjectStore;
import dev.millrace.store.ObjectStore;
import dev.millrace.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In which order exports come that others read ahead, how many at a time, and what if one fails.
 */
class ReadAheadTest {

  private static final Partition PARTITION =
      new Partition(new OrgId("acme"), LocalDate.parse("2026-03-10"));

  private ObjectStore store;
  private List<Listed> listed;
  private final Progress progress =
      new Progress(PARTITION, 1, (partition, objects, total) -> {}, Clock.systemUTC());
  private Readers readers;

  @BeforeEach
  void land(@TempDir Path folder) throws IOException {
    new LandedDay(folder, PARTITION, 5_000).land(1);
    store = new DirectoryObjectStore(folder);
    LandedExports landed = new LandedExports(store);
    listed = landed.list(PARTITION);
    readers = new Readers(landed, new PublishedKeys(store, new ObjectMapper()), 3, 2, 1, progress);
  }

  @AfterEach
  void stop() {
    readers.close();
  }

  @Test
  void givesEveryExportInTheOrderListed() {
    List<String> hashes = new ArrayList<>();
    new ReadAhead(listed.iterator(), readers)
        .forEachRemaining(export -> hashes.add(export.objectHash()));

    assertThat(hashes)
        .isEqualTo(listed.stream().map(each -> each.object().hash()).toList())
        .hasSizeGreaterThan(50);
  }

  @Test
  void asksForNoMoreThanItMayHoldAhead() {
    Counting counting = new Counting(listed.iterator());
    ReadAhead exports = new ReadAhead(counting, readers);

    LandedExport first = exports.next();

    assertThat(first.objectHash()).isEqualTo(listed.get(0).object().hash());
    assertThat(counting.asked).isEqualTo(readers.mostFetched());
    exports.next();
    assertThat(counting.asked).isLessThanOrEqualTo(readers.mostFetched() + readers.mostDecoded());
  }

  @Test
  void readsAheadOneAtTheLeastHoweverLargeItIs() {
    Iterator<Listed> huge = sized(Long.MAX_VALUE / 2).iterator();

    assertThat(new ReadAhead(huge, readers).next().export().items()).isPositive();
  }

  @Test
  void decodesOneAtATimeWhereTheyAreLarge() {
    Counting counting = new Counting(sized(Readers.MOST_BYTES / 8).iterator());
    ReadAhead exports = new ReadAhead(counting, readers);

    exports.next();
    assertThat(counting.asked).isEqualTo(readers.mostFetched());
    exports.next();
    assertThat(counting.asked).isEqualTo(readers.mostFetched() + 1);
  }

  @Test
  void passesOnWhatReadingThrew() {
    store.delete(listed.get(4).object().key());
    ReadAhead exports = new ReadAhead(listed.iterator(), readers);

    assertThatThrownBy(() -> exports.forEachRemaining(export -> {}))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage(listed.get(4).object().key() + " is no longer there");
  }

  /** The same as if they had that size. */
  private List<Listed> sized(long bytes) {
    return listed.stream().map(each -> new Listed(each.object(), bytes)).toList();
  }

  /** Counts what it is asked for. */
  private static final class Counting implements Iterator<Listed> {

    private final Iterator<Listed> listed;
    private int asked;

    Counting(Iterator<Listed> listed) {
      this.listed = listed;
    }

    @Override
    public boolean hasNext() {
      return listed.hasNext();
    }

    @Override
    public Listed next() {
      asked++;
      return listed.next();
    }
  }
}
