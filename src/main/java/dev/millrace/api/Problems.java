package dev.millrace.api;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.millrace.OutageLog;
import dev.millrace.SilentFault;
import dev.millrace.UnreadableRequest;
import dev.millrace.UnreadableRequestException;
import dev.millrace.database.DatabaseUnavailableException;
import dev.millrace.store.StoreUnavailableException;
import dev.millrace.usage.RollupQueueUnavailableException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever goes wrong behind the API into a problem document. */
final class Problems {

  private static final Logger log = Logger.getLogger(Problems.class);
  private static final String MEDIA_TYPE = "application/problem+json";

  /**
   * What is asked of a client that met a store or database out of reach: a sleeping one wakes in 15
   * s.
   */
  private static final int RETRY_AFTER_SECONDS = 15;

  private final OutageLog outages;

  Problems(Clock clock) {
    this.outages = new OutageLog(clock);
  }

  @ServerExceptionMapper
  Response problem(ProblemException e) {
    Response problem = problem(e.status(), e.getMessage());
    e.retryAfter()
        .ifPresent(
            wait -> problem.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
    return problem;
  }

  /**
   * The framework has a mapper for these of its own, which only one for the same class replaces.
   */
  @ServerExceptionMapper
  Response unreadable(MismatchedInputException e) {
    return unreadable((JsonProcessingException) e);
  }

  /** A misspelt member must not be left out: what it was to say is then not so. */
  @ServerExceptionMapper
  Response unknown(UnrecognizedPropertyException e) {
    String known =
        e.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(joining(", "));
    return problem(
        400,
        "the body has a member that this route does not know%s; it knows %s"
            .formatted(where(e), known.isEmpty() ? "none" : known));
  }

  /** Jackson's own messages name classes of ours, so they are not passed on. */
  @ServerExceptionMapper
  Response unreadable(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return unknown(unknown);
    }
    if (!(e instanceof JsonMappingException mapping)) {
      return problem(400, "the body is not JSON");
    }
    String detail = "the body is not the JSON that this route takes" + where(mapping);
    return problem(400, detail + why(e));
  }

  private static String why(JsonProcessingException e) {
    return e.getCause() instanceof IllegalArgumentException cause ? ": " + cause.getMessage() : "";
  }

  private static String where(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      path.append(
          step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
    }
    return path.isEmpty() ? "" : " (at " + path + ")";
  }

  @ServerExceptionMapper
  Response unavailable(StoreUnavailableException e) {
    outages.report("the object store is out of reach", e);
    return problem(503, "the object store is out of reach; try again later");
  }

  @ServerExceptionMapper
  Response unavailable(DatabaseUnavailableException e) {
    outages.report("the database is out of reach", e);
    return problem(503, "the database is out of reach; try again later");
  }

  @ServerExceptionMapper
  Response unavailable(RollupQueueUnavailableException e) {
    return problem(503, String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  Response unreadable(UnreadableRequestException e) {
    return problem(400, String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException e) {
    if (e.getCause() instanceof JsonProcessingException unreadable) {
      return unreadable(unreadable);
    }
    int status = e.getResponse().getStatus();
    if (status >= 500 && UnreadableRequest.isBehind(e)) {
      return unreadable();
    }
    return problem(status, e.getResponse().getStatusInfo().getReasonPhrase());
  }

  @ServerExceptionMapper
  Response fault(IOException e) {
    return failed(e);
  }

  @ServerExceptionMapper
  Response fault(RuntimeException e) {
    return failed(e);
  }

  private static Response failed(Exception e) {
    if (UnreadableRequest.isBehind(e)) {
      return unreadable();
    }
    log.error("a request failed for a fault of ours", SilentFault.of(e));
    return problem(500, "the server failed on this request");
  }

  private static Response unreadable() {
    return problem(400, "the request cannot be read: its type, parameters or form are broken");
  }

  private static Response problem(int status, String detail) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Error" : known.getReasonPhrase();
    Response.ResponseBuilder response =
        Response.status(status)
            .type(MEDIA_TYPE)
            .entity(new Problem("about:blank", title, status, detail));
    return switch (status) {
      case 401 -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
      case 503 -> response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS).build();
      default -> response.build();
    };
  }

  /** A problem document. */
  @RegisterForReflection
  record Problem(String type, String title, int status, String detail) {}
}
