package dev.millrace.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.millrace.fuzz.Corpus.Seed;
import dev.millrace.otlp.Body;
import dev.millrace.otlp.ContentCoding;
import dev.millrace.otlp.Encoding;
import dev.millrace.otlp.Export;
import dev.millrace.otlp.OtlpException;
import dev.millrace.otlp.OtlpJsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Damaged bodies straight into inflate and decode: whatever comes, it is an export or a refusal
 * with a reason, and no larger than what was allowed.
 */
@Tag("R-12")
@Tag("R-13")
@Tag("R-31")
@Tag("R-51")
@Tag("R-67")
class DecodeFuzzTest {

  private static final int RUNS = 4_000;
  private static final int CONTENT_BYTES = 200_000;

  /** So much longer than it ever takes that only a hang gets there. */
  private static final Duration HANG = Duration.ofMinutes(30);

  private final List<Seed> seeds = Corpus.seeds();
  private final OtlpJsonReader json = new OtlpJsonReader();

  /** Loads what is needed once. */
  @BeforeEach
  void warmUp() {
    seeds.forEach(seed -> decodeOrRefuse(seed, seed.content()));
    inflateOrRefuse(Seed.gzip(seeds.get(0).content()));
  }

  @Test
  void readsOrRefusesDamagedContent() {
    assertTimeoutPreemptively(
        HANG,
        () ->
            FuzzRun.ofSettings(RUNS)
                .forEach(
                    mutations -> {
                      Seed seed = any(mutations);
                      decode(seed, mutations.damaged(seed.content(), any(mutations).content()));
                    }));
  }

  @Test
  void inflatesOrRefusesDamagedGzip() {
    assertTimeoutPreemptively(
        HANG,
        () ->
            FuzzRun.ofSettings(RUNS / 4)
                .forEach(
                    mutations -> {
                      byte[] gzip = Seed.gzip(any(mutations).content());
                      inflate(mutations.damaged(gzip, Seed.gzip(any(mutations).content())));
                    }));
  }

  private Seed any(Mutations mutations) {
    return seeds.get(mutations.below(seeds.size()));
  }

  /** Checks besides that it takes neither long, by the processor's time, nor much memory. */
  private void decode(Seed seed, byte[] content) {
    Cost.check(() -> decodeOrRefuse(seed, content), content.length);
  }

  private void decodeOrRefuse(Seed seed, byte[] content) {
    try {
      Export export =
          seed.encoding() == Encoding.JSON
              ? json.read(seed.signal(), content)
              : Export.parse(seed.signal(), content);
      assertThat(export.items()).isNotNegative();
    } catch (OtlpException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  private static void inflate(byte[] gzip) {
    Cost.check(() -> inflateOrRefuse(gzip), CONTENT_BYTES);
  }

  private static void inflateOrRefuse(byte[] gzip) {
    try {
      Body body =
          Body.read(
              new ByteArrayInputStream(gzip),
              ContentCoding.GZIP,
              new Body.Bounds(CONTENT_BYTES, CONTENT_BYTES));
      assertThat(body.content()).hasSizeLessThanOrEqualTo(CONTENT_BYTES);
    } catch (OtlpException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    } catch (IOException e) {
      throw new AssertionError("reading from memory does not fail", e);
    }
  }
}
