package dev.millrace.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.millrace.Signal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random exports with every field of opentelemetry-proto survive JSON: rule R-65. */
class OtlpJsonRoundTripTest {

  private static final int ROUNDS = 200;

  private final OtlpJsonReader reader = new OtlpJsonReader();
  private final OtlpJsonWriter writer = new OtlpJsonWriter();

  @Tag("R-65")
  @DisplayName("R-65 what descriptors write is read back whole")
  @ParameterizedTest
  @EnumSource
  void keepsEveryField(Signal signal) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Export export = RandomExports.of(signal, seed);
      byte[] json = writer.write(export);

      assertThat(reader.read(signal, json)).as("seed %d", seed).isEqualTo(export);
    }
  }

  @Tag("R-42")
  @DisplayName("R-42 every member is read under its name in snake_case too")
  @ParameterizedTest
  @EnumSource
  void readsEveryFieldInSnakeCase(Signal signal) {
    OtlpJsonWriter snakeCase = new OtlpJsonWriter(FieldDescriptor::getName);
    for (int seed = 0; seed < ROUNDS; seed++) {
      Export export = RandomExports.of(signal, seed);
      assertThat(reader.read(signal, snakeCase.write(export))).isEqualTo(export);
    }
  }

  @Tag("R-31")
  @DisplayName("R-31 a damaged body is read or refused, and nothing else happens")
  @ParameterizedTest
  @EnumSource
  void survivesDamage(Signal signal) {
    Random random = new Random(1);
    for (int seed = 0; seed < ROUNDS; seed++) {
      byte[] json = writer.write(RandomExports.of(signal, seed));
      for (int i = 0; i < 20; i++) {
        byte[] damaged = Arrays.copyOf(json, 1 + random.nextInt(json.length));
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        readOrRefuse(signal, damaged);
        damaged = json.clone();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        readOrRefuse(signal, damaged);
      }
    }
  }

  private void readOrRefuse(Signal signal, byte[] json) {
    try {
      assertThat(reader.read(signal, json).signal()).isEqualTo(signal);
    } catch (OtlpException e) {
      assertThat(e.reason()).isEqualTo(OtlpException.Reason.UNDECODABLE);
    }
  }
}
