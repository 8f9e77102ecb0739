package dev.millrace;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;

/**
 * Says in every 405 which methods the address does answer to. The framework, which refused, knows
 * but does not tell.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6">RFC 9110, section 15.5.6</a>
 */
final class AllowedMethods {

  @ServerResponseFilter
  void tell(ContainerResponseContext response) {
    if (response.getStatus() != Response.Status.METHOD_NOT_ALLOWED.getStatusCode()
        || response.getHeaders().containsKey(HttpHeaders.ALLOW)) {
      return;
    }
    String methods = String.join(", ", methods(CurrentRequestManager.get()));
    response.getHeaders().putSingle(HttpHeaders.ALLOW, methods);
  }

  private static TreeSet<String> methods(ResteasyReactiveRequestContext context) {
    String path = context.getPathWithoutPrefix();
    RequestMapper<InitialMatch> classes =
        new RequestMapper<>(new ArrayList<>(context.getDeployment().getClassMappers()));
    TreeSet<String> methods = new TreeSet<>();
    for (RequestMatch<InitialMatch> match = classes.map(path);
        match != null;
        match = classes.continueMatching(path, match)) {
      methodsIn(match).forEach(methods::add);
    }
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    return methods;
  }

  /** Of a class of resources whose address the path begins with. */
  private static Stream<String> methodsIn(RequestMatch<InitialMatch> match) {
    String rest = match.remaining.isEmpty() ? "/" : match.remaining;
    return Stream.of(match.value.handlers)
        .filter(ClassRoutingHandler.class::isInstance)
        .flatMap(routes -> ((ClassRoutingHandler) routes).getMappers().entrySet().stream())
        .filter(route -> route.getKey() != null && leadsTo(route, rest))
        .map(Map.Entry::getKey);
  }

  private static boolean leadsTo(
      Map.Entry<String, RequestMapper<RuntimeResource>> route, String rest) {
    return route.getValue().map(rest) != null;
  }
}
