package dev.millrace;

import java.util.Arrays;
import java.util.Set;

/**
 * Tells a request that cannot be read from a fault of ours. The framework has no exceptions of its
 * own for that: whatever it throws while it reads is the request's fault, unless code of ours ran.
 */
public final class UnreadableRequest {

  /** What of the framework reads requests: routes, media types, parameters, forms, bodies. */
  private static final Set<String> READERS =
      Set.of(
          "FormBodyHandler",
          "RequestDeserializeHandler",
          "ParameterHandler",
          "InputHandler",
          "MediaTypeMapper",
          "ClassRoutingHandler",
          "RestInitialHandler");

  private static final String FRAMEWORK = "org.jboss.resteasy.reactive.server.handlers.";
  private static final String OURS = UnreadableRequest.class.getPackageName();

  private UnreadableRequest() {}

  /** Whether the failure says that a request cannot be read. */
  public static boolean isBehind(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(type -> reads(type) || type.startsWith(OURS))
        .findFirst()
        .filter(UnreadableRequest::reads)
        .isPresent();
  }

  private static boolean reads(String type) {
    return type.startsWith(FRAMEWORK) && READERS.contains(type.substring(FRAMEWORK.length()));
  }
}
