package dev.millrace.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;

/**
 * As much of Athena as takes one query and has its result ready.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/APIReference/Welcome.html">Amazon Athena
 *     API</a>
 */
final class AthenaServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROWS_OF_A_PAGE = 2;

  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Deque<String> states = new ArrayDeque<>();
  private final List<List<String>> rows;
  private int throttled;

  /**
   * A server.
   *
   * @param rows the names of the columns, then the rows
   */
  AthenaServer(List<List<String>> rows) {
    this.rows = rows;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::take);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The query is in these states, one at each look, and stays in the last. */
  AthenaServer withStates(String... inTurn) {
    states.addAll(List.of(inTurn));
    return this;
  }

  /** So many requests come too fast. */
  AthenaServer throttling(int requests) {
    throttled = requests;
    return this;
  }

  /** What was asked, in order. */
  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** A new client, to be closed by the caller. */
  AthenaClient client() {
    return AthenaClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private synchronized void take(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    Asked request =
        new Asked(target.replace("AmazonAthena.", ""), JSON.readTree(exchange.getRequestBody()));
    asked.add(request);
    if (throttled > 0) {
      throttled--;
      send(exchange, 400, JSON.createObjectNode().put("__type", "TooManyRequestsException"));
    } else {
      send(exchange, 200, answer(request));
    }
  }

  private ObjectNode answer(Asked request) {
    return switch (request.operation()) {
      case "StartQueryExecution" -> JSON.createObjectNode().put("QueryExecutionId", "query-1");
      case "GetQueryExecution" -> execution();
      case "GetQueryResults" -> page(request.body().path("NextToken").asInt(0));
      case "StopQueryExecution" -> JSON.createObjectNode();
      default -> throw new IllegalStateException(request.operation());
    };
  }

  private ObjectNode execution() {
    String state = states.size() > 1 ? states.remove() : states.element();
    ObjectNode answer = JSON.createObjectNode();
    answer
        .putObject("QueryExecution")
        .putObject("Status")
        .put("State", state)
        .put("StateChangeReason", "the reason");
    return answer;
  }

  private ObjectNode page(int from) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode page = answer.putObject("ResultSet").putArray("Rows");
    int to = Math.min(from + ROWS_OF_A_PAGE, rows.size());
    rows.subList(from, to).forEach(row -> add(row, page.addObject().putArray("Data")));
    if (to < rows.size()) {
      answer.put("NextToken", Integer.toString(to));
    }
    return answer;
  }

  private static void add(List<String> row, ArrayNode data) {
    for (String text : row) {
      ObjectNode datum = data.addObject();
      if (!text.equals("NULL")) {
        datum.put("VarCharValue", text);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, ObjectNode answer)
      throws IOException {
    byte[] body = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** One request. */
  record Asked(String operation, JsonNode body) {}
}
