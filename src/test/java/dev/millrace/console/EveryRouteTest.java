package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every route of the console, as the code has them. */
@QuarkusTest
class EveryRouteTest extends ConsoleTest {

  static Stream<Route> guarded() {
    return GuardedPages.ALL.stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(m -> m.isAnnotationPresent(GET.class) || m.isAnnotationPresent(POST.class))
        .map(Route::of);
  }

  static Stream<Route> changing() {
    return guarded().filter(route -> route.method().equals("POST"));
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void sendsStrangersToSignIn(Route route) {
    Response response = route.send(new Browser().request());

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.header("Location")).contains("/sign-in");
  }

  @ParameterizedTest
  @MethodSource("changing")
  void changesNothingWithoutTheSessionsToken(Route route) {
    assertThat(route.send(owner.request()).statusCode()).isEqualTo(403);
  }

  /**
   * A method and an address.
   *
   * @param path with its parameters in braces
   * @param multipart whether it takes forms with files
   */
  record Route(String method, String path, boolean multipart) {

    private static Route of(Method method) {
      Path ofMethod = method.getAnnotation(Path.class);
      String root = method.getDeclaringClass().getAnnotation(Path.class).value();
      String path = ofMethod == null ? root : (root + "/" + ofMethod.value()).replace("//", "/");
      return new Route(
          method.isAnnotationPresent(GET.class) ? "GET" : "POST",
          path,
          method.isAnnotationPresent(Consumes.class));
    }

    private Response send(RequestSpecification request) {
      String whole = path.replaceAll("\\{\\w+}", "0123456789ab");
      if (method.equals("GET")) {
        return request.get(whole);
      }
      return (multipart ? request.multiPart("name", "value") : request.formParam("name", "value"))
          .post(whole);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }
}
