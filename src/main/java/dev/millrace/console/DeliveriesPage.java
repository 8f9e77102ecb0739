package dev.millrace.console;

import dev.millrace.deliveries.Deliveries;
import dev.millrace.deliveries.Heartbeat;
import dev.millrace.keys.ApiKey;
import dev.millrace.keys.KeyRegistry;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What arrives with which key, what was refused, and who has gone quiet. */
@Path("/deliveries")
@Produces(MediaType.TEXT_HTML)
@OwnersOnly
@Blocking
public class DeliveriesPage {

  private static final Comparator<DeliveryRow> LATEST_FIRST =
      Comparator.comparing(
          row -> Optional.ofNullable(row.heartbeat().lastReceived()).orElse(Instant.MIN),
          Comparator.reverseOrder());

  private final Visitor visitor;
  private final Deliveries deliveries;
  private final KeyRegistry keys;
  private final ConsoleConfig config;
  private final Clock clock;

  DeliveriesPage(
      Visitor visitor, Deliveries deliveries, KeyRegistry keys, ConsoleConfig config, Clock clock) {
    this.visitor = visitor;
    this.deliveries = deliveries;
    this.keys = keys;
    this.config = config;
    this.clock = clock;
  }

  @GET
  public TemplateInstance show() {
    Map<String, ApiKey> known =
        keys.list(visitor.org()).stream()
            .collect(Collectors.toMap(key -> key.id().value(), Function.identity()));
    return new Arrivals(
        deliveries.of(visitor.org()).stream()
            .map(heartbeat -> row(heartbeat, Optional.ofNullable(known.get(heartbeat.keyId()))))
            .sorted(LATEST_FIRST)
            .toList());
  }

  private DeliveryRow row(Heartbeat heartbeat, Optional<ApiKey> key) {
    Instant now = clock.instant();
    return new DeliveryRow(
        heartbeat,
        key.map(ApiKey::name).orElse(""),
        key.filter(found -> found.state(now).isLive()).isPresent(),
        config.quietAfter(),
        now);
  }

  /** The page. */
  @CheckedTemplate
  record Arrivals(List<DeliveryRow> rows) implements TemplateInstance {}
}
