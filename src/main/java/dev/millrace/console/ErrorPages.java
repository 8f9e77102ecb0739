package dev.millrace.console;

import dev.millrace.HttpSide;
import dev.millrace.OpenRoutes;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives people a page where programs get a problem document or nothing. */
final class ErrorPages {

  private final OpenRoutes routes;

  ErrorPages(OpenRoutes routes) {
    this.routes = routes;
  }

  /** Every failure of a page passes here, whoever noticed it. */
  @ServerResponseFilter
  void show(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() < Response.Status.BAD_REQUEST.getStatusCode()
        || isPage(response)
        || !ConsoleRoutes.include(request.getUriInfo().getPath())
        || !routes.include(HttpSide.CONSOLE)) {
      return;
    }
    Trouble trouble = Trouble.of(response.getStatus());
    response.setEntity(
        new Error(trouble.title(), trouble.advice()).render(), null, MediaType.TEXT_HTML_TYPE);
  }

  /** Rendered already or about to be. */
  private static boolean isPage(ContainerResponseContext response) {
    return response.getEntity() instanceof TemplateInstance
        || MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType());
  }

  /** A page that says what is the matter, and what to do. */
  static Response page(Response.Status status, String title, String advice) {
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE)
        .entity(new Error(title, advice).render())
        .build();
  }

  @CheckedTemplate(basePath = "")
  record Error(String title, String advice) implements TemplateInstance {}
}
