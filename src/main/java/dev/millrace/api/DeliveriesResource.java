package dev.millrace.api;

import dev.millrace.deliveries.Deliveries;
import dev.millrace.deliveries.Heartbeat;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What arrives: of every key for who may manage keys, of itself for any other key. */
@Path("/api/deliveries")
@Blocking
public class DeliveriesResource {

  private final Caller caller;
  private final Deliveries deliveries;

  DeliveriesResource(Caller caller, Deliveries deliveries) {
    this.caller = caller;
    this.deliveries = deliveries;
  }

  @GET
  @Needs
  @Operation(summary = "Shows what has arrived, and what was refused and why, per key and signal")
  public List<Heartbeat> list() {
    boolean all = caller.manages();
    String own = caller.key().id().value();
    return deliveries.of(caller.org()).stream()
        .filter(heartbeat -> all || heartbeat.keyId().equals(own))
        .toList();
  }
}
