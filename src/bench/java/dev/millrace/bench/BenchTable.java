package dev.millrace.bench;

import dev.millrace.otlp.OtlpJsonWriter;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks and prints what they come to, beside what is aimed at. */
public final class BenchTable {

  private static final double MEGABYTE = 1e6;

  private BenchTable() {}

  public static void main(String[] args) throws RunnerException {
    Map<String, Double> perSecond = new TreeMap<>();
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include("dev\\.millrace\\..*Bench")
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(2))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.seconds(2))
                    .build())
            .run()) {
      perSecond.put(result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
    }
    print(perSecond);
  }

  private static void print(Map<String, Double> perSecond) {
    double json = new OtlpJsonWriter().write(Batch.METRICS).length / MEGABYTE;
    double protobuf = Batch.METRICS.message().getSerializedSize() / MEGABYTE;
    double jsonFloor = perSecond.get("jsonFloor");
    double jsonDecode = perSecond.get("jsonDecode");
    double protobufFloor = perSecond.get("protobufFloor");
    double protobufDecode = perSecond.get("protobufDecode");
    row("JSON, tokens alone", jsonFloor * json, "");
    row("JSON, decoded", jsonDecode * json, share(jsonDecode / jsonFloor, "50 % or more"));
    row("protobuf, gunzip and parseFrom", protobufFloor * protobuf, "");
    row(
        "protobuf, body to export",
        protobufDecode * protobuf,
        share(protobufDecode / protobufFloor, "70 % or more"));
    double redact = perSecond.get("redactNothing");
    row(
        "looking for content",
        redact * protobuf,
        share(protobufDecode / redact, "of decoding, less than 10 %"));
  }

  private static String share(double share, String aim) {
    return "%.0f %% (aim: %s)".formatted(100 * share, aim);
  }

  private static void row(String what, double megabytes, String share) {
    System.out.printf("%-32s %8.0f MB/s   %s%n", what, megabytes, share);
  }
}
