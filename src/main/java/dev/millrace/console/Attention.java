package dev.millrace.console;

import dev.millrace.deliveries.Deliveries;
import dev.millrace.deliveries.Heartbeat;
import dev.millrace.usage.UnknownSender;
import dev.millrace.usage.UsageLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What needs attention, with a name and one thing to do each. */
@ApplicationScoped
class Attention {

  private final Deliveries deliveries;
  private final KeyList keys;
  private final UsageLedger ledger;
  private final Clock clock;

  Attention(Deliveries deliveries, KeyList keys, UsageLedger ledger, Clock clock) {
    this.deliveries = deliveries;
    this.keys = keys;
    this.ledger = ledger;
    this.clock = clock;
  }

  Findings of(Session session, UsageView view) {
    Instant now = clock.instant();
    List<Heartbeat> heartbeats = deliveries.of(session.org());
    List<KeyRow> all = keys.of(session, heartbeats);
    List<Concern> concerns = new ArrayList<>(new KeyConcerns(all, heartbeats, now).all());
    List<String> senders =
        ledger.unknownSenders(session.org()).stream().map(UnknownSender::person).toList();
    if (!senders.isEmpty()) {
      concerns.add(
          new Concern(
              "Not on the roster: " + Concern.named(senders) + ".", "/people", "Say who they are"));
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (!view.period().to().isBefore(today)) {
      concerns.addAll(new SilenceConcerns(view.tables(), today).all());
    }
    return new Findings(concerns, lastOf(heartbeats, now));
  }

  private static @Nullable Moment lastOf(List<Heartbeat> heartbeats, Instant now) {
    return heartbeats.stream()
        .map(Heartbeat::lastReceived)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(last -> new Moment(last, now))
        .orElse(null);
  }

  /**
   * What was found.
   *
   * @param arrived when data last arrived; null if none ever did
   */
  record Findings(List<Concern> concerns, @Nullable Moment arrived) {

    Findings {
      concerns = List.copyOf(concerns);
    }
  }
}
