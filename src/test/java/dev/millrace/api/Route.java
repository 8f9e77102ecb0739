package dev.millrace.api;

import dev.millrace.keys.Scope;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every route of the API, and the scopes it needs.
 *
 * @param path with its parameters in braces
 * @param body of a request; empty for none
 */
record Route(String method, String path, Set<Scope> needs, String body) {

  private static final List<Route> ALL =
      List.of(
          new Route("GET", "/api/keys", Set.of(Scope.ADMIN), ""),
          new Route("POST", "/api/keys", Set.of(Scope.ADMIN), "{\"name\": \"another\"}"),
          new Route("GET", "/api/keys/{id}", Set.of(Scope.ADMIN), ""),
          new Route("DELETE", "/api/keys/{id}", Set.of(Scope.ADMIN), ""),
          new Route("POST", "/api/keys/{id}/rotate", Set.of(Scope.ADMIN), "{}"),
          new Route("GET", "/api/members", Set.of(Scope.ADMIN), ""),
          new Route("PUT", "/api/members", Set.of(Scope.ADMIN), "[]"),
          new Route("DELETE", "/api/members/{email}", Set.of(Scope.ADMIN), ""),
          new Route("GET", "/api/members/unknown", Set.of(Scope.ADMIN), ""),
          new Route("GET", "/api/identities", Set.of(Scope.ADMIN), ""),
          new Route(
              "PUT",
              "/api/identities/{identity}",
              Set.of(Scope.ADMIN),
              "{\"member\": \"{email}\"}"),
          new Route("DELETE", "/api/identities/{identity}", Set.of(Scope.ADMIN), ""),
          new Route("GET", "/api/organization", Set.of(Scope.ADMIN), ""),
          new Route("PUT", "/api/organization", Set.of(Scope.ADMIN), "{\"time_zone\": \"UTC\"}"),
          new Route(
              "DELETE", "/api/people/{email}", Set.of(Scope.ADMIN), "{\"confirm\": \"{email}\"}"),
          new Route("GET", "/api/erasures", Set.of(Scope.ADMIN), ""),
          new Route("GET", "/api/erasures/{erasure}", Set.of(Scope.ADMIN), ""),
          new Route("GET", "/api/deliveries", Set.of(), ""),
          new Route("GET", "/api/usage", Set.of(Scope.USAGE_READ), ""),
          new Route(
              "GET", "/v1/organizations/usage_report/claude_code", Set.of(Scope.USAGE_READ), ""),
          new Route("GET", "/api/usage/summary", Set.of(Scope.USAGE_READ), ""),
          new Route("GET", "/api/prices", Set.of(Scope.USAGE_READ), ""),
          new Route("PUT", "/api/prices", Set.of(Scope.ADMIN), "{\"own\": []}"),
          new Route("GET", "/api/rollups", Set.of(Scope.ADMIN), ""),
          new Route("POST", "/api/rollups", Set.of(Scope.ADMIN), "{}"));

  static Stream<Route> all() {
    return ALL.stream();
  }

  static Stream<String> paths() {
    return all().map(Route::path).distinct();
  }

  static List<String> methodsOf(String path) {
    return all().filter(route -> route.path().equals(path)).map(Route::method).toList();
  }

  static Stream<Route> withBody() {
    return all().filter(route -> !route.body().isEmpty());
  }

  static Stream<Route> withScope() {
    return all().filter(route -> !route.needs().isEmpty());
  }

  /** Whether the path names something that is there or not; of people in the data nobody knows. */
  boolean namesWhatIsOwned() {
    return path.contains("{") && !path.startsWith("/api/people/");
  }

  String name() {
    return method + " " + path;
  }

  @Override
  public String toString() {
    return name();
  }
}
