package dev.millrace.console;

import dev.millrace.UnreadableRequestException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a page of somebody else's makes an owner's browser send.
 *
 * <p>A browser says where a request comes from; besides, whatever changes something has to bring
 * the session's token, in the form's field {@code csrf} or in the header {@code X-Csrf-Token}.
 */
class ForgeryFilter {

  static final String FIELD = "csrf";
  static final String HEADER = "X-Csrf-Token";

  private static final Set<String> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final Visitor visitor;

  ForgeryFilter(Visitor visitor) {
    this.visitor = visitor;
  }

  @ServerRequestFilter
  @WithFormRead
  @OwnersOnly
  @Nullable Response refuse(ResteasyReactiveContainerRequestContext request, HttpHeaders headers) {
    if (HARMLESS.contains(request.getMethod())) {
      return null;
    }
    refuseNul(request);
    String given = token(request);
    boolean own = given != null && Sessions.same(visitor.getCsrf(), given);
    return own && RequestOrigin.of(headers).isOwn()
        ? null
        : Response.status(Response.Status.FORBIDDEN).build();
  }

  /** As {@link dev.millrace.PlainText#isStorable} has it: PostgreSQL keeps no U+0000. */
  private static void refuseNul(ResteasyReactiveContainerRequestContext request) {
    FormData form =
        ((ResteasyReactiveRequestContext) request.getServerRequestContext()).getFormData();
    if (form == null) {
      return;
    }
    for (String field : form) {
      for (FormValue value : form.get(field)) {
        if (!value.isFileItem() && value.getValue().indexOf('\0') >= 0) {
          throw new UnreadableRequestException("the form has the character U+0000 in it");
        }
      }
    }
  }

  private static @Nullable String token(ResteasyReactiveContainerRequestContext request) {
    String header = request.getHeaderString(HEADER);
    if (header != null) {
      return header;
    }
    ResteasyReactiveRequestContext context =
        (ResteasyReactiveRequestContext) request.getServerRequestContext();
    return context.getFormParameter(FIELD, true, false) instanceof String field ? field : null;
  }
}
