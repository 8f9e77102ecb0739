package dev.millrace.ingest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Says that the receiver runs, at constant cost: it asks neither the store nor the database. */
@Path("/health")
public class HealthResource {

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String health() {
    return "ok\n";
  }
}
