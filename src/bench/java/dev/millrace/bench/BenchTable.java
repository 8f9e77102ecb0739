package dev.millrace.bench;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks and prints what they come to, beside what is aimed at. */
public final class BenchTable {

  private static final double MEGABYTE = 1e6;

  /** How often each could be done in a second, by class, method and source. */
  private final Map<String, Double> perSecond = new TreeMap<>();

  private BenchTable() {}

  public static void main(String[] args) throws RunnerException {
    BenchTable table = new BenchTable();
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include("dev\\.millrace\\..*Bench")
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(10)
                    .measurementTime(TimeValue.milliseconds(500))
                    .build())
            .run()) {
      // The best iteration: whatever else the machine does makes the others slower.
      table.perSecond.put(
          label(result.getParams()), result.getPrimaryResult().getStatistics().getMax());
    }
    table.print();
  }

  private static String label(BenchmarkParams params) {
    String method = params.getBenchmark();
    String type = method.substring(0, method.lastIndexOf('.'));
    String name = method.substring(type.lastIndexOf('.') + 1);
    return params.getParamsKeys().contains("source")
        ? name + " " + params.getParam("source")
        : name;
  }

  private void print() {
    double protobuf = Batch.METRICS.message().getSerializedSize() / MEGABYTE;
    row("protobuf, gunzip and parseFrom", of("ProtobufBench.parse") * protobuf, "");
    row(
        "protobuf, body to export",
        of("ProtobufBench.decode") * protobuf,
        share(of("ProtobufBench.decode") / of("ProtobufBench.parse"), "of that, 70 % or more"));
    keyCheck();
    for (JsonSource source : JsonSource.values()) {
      json(source);
      redaction(source);
    }
  }

  private void keyCheck() {
    double decode = of("ProtobufBench.decode");
    for (String verdict : List.of("digest", "accepted", "refused")) {
      double each = of("KeyCheckBench." + verdict);
      System.out.printf(
          "%-40s %8.0f a ms   %.2f %% of decoding%n",
          "key check, " + verdict, each / 1e3, 100 * decode / each);
    }
  }

  private void json(JsonSource source) {
    double size = source.body().length / MEGABYTE;
    double tokens = of("JsonBench.tokens " + source);
    double texts = of("JsonBench.tokensAndTexts " + source);
    double decode = of("JsonBench.decode " + source);
    row(source + ", tokens alone", tokens * size, "");
    row(source + ", tokens and texts", texts * size, "");
    row(source + ", decoded", decode * size, share(decode / tokens, "of tokens, 50 % or more"));
  }

  private void redaction(JsonSource source) {
    double look = of("RedactionBench.decodeAndLook " + source);
    double decode = of("RedactionBench.decode " + source);
    row(
        source + ", decoded and looked at",
        look * source.body().length / MEGABYTE,
        share(decode / look - 1, "more than from protobuf alone, less than 10 %"));
  }

  private double of(String label) {
    return Objects.requireNonNull(perSecond.get(label), label);
  }

  private static String share(double share, String aim) {
    return "%.0f %% (aim: %s)".formatted(100 * share, aim);
  }

  private static void row(String what, double megabytes, String share) {
    System.out.printf("%-40s %8.0f MB/s   %s%n", what, megabytes, share);
  }
}
