package dev.millrace.local;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What this process has counted since it was last asked, for another that shows it. */
final class CountedHere {

  private static final String OURS = "millrace.";

  private final MeterRegistry registry;
  private final Map<Meter.Id, Double> told = new HashMap<>();

  CountedHere(MeterRegistry registry) {
    this.registry = registry;
  }

  List<RollupReply.Count> sinceLast() {
    List<RollupReply.Count> counts = new ArrayList<>();
    for (Meter meter : registry.getMeters()) {
      if (meter instanceof Counter counter && meter.getId().getName().startsWith(OURS)) {
        double now = counter.count();
        Double before = told.put(meter.getId(), now);
        int more = (int) (now - (before == null ? 0 : before));
        if (more > 0) {
          counts.add(count(meter.getId(), more));
        }
      }
    }
    return counts;
  }

  private static RollupReply.Count count(Meter.Id id, int more) {
    Map<String, String> labels =
        id.getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue));
    return new RollupReply.Count(labels, id.getName().substring(OURS.length()), more);
  }
}
