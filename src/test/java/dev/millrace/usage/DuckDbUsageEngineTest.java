package dev.millrace.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.duckdb.DuckDbSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine takes of the machine; what it computes is in the tests of usage. */
class DuckDbUsageEngineTest {

  private static final long GB = 1L << 30;

  @TempDir private Path temp;

  @Test
  void computesMuchActivityForTheMemoryInOneThreadWithAllOfTheMemory() {
    DuckDbSettings settings = new DuckDbSettings(temp, "1GB", 2);
    DuckDbUsageEngine engine = new DuckDbUsageEngine(new ActivityFiles(temp).lake(), settings);

    assertThat(engine.settingsFor(GB / 2)).isEqualTo(settings);
    assertThat(engine.settingsFor(GB / 2 + 1)).isEqualTo(new DuckDbSettings(temp, "1GB", 1));
  }
}
