package dev.millrace.counters;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.arc.profile.UnlessBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Counts in meters named {@code millrace.<counter>}, which Prometheus and OTLP are given. */
@ApplicationScoped
@UnlessBuildProfile("function")
class Meters implements Counters {

  private final MeterRegistry registry;

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void add(Map<String, String> labels, Map<String, Integer> counts) {
    List<Tag> tags =
        labels.entrySet().stream().map(label -> Tag.of(label.getKey(), label.getValue())).toList();
    counts.forEach((name, count) -> registry.counter("millrace." + name, tags).increment(count));
  }
}
