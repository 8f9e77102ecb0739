package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.util.List;

/** What every problem document has and what none may have. */
final class ProblemAssert {

  private ProblemAssert() {}

  /** Checks the document; gives its detail. */
  static String detailOfProblem(Response response, int status) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.contentType()).isEqualTo("application/problem+json");
    JsonNode problem = Api.json(response);
    assertThat(List.copyOf(problem.properties().stream().map(e -> e.getKey()).toList()))
        .containsExactly("type", "title", "status", "detail");
    assertThat(problem.get("type").asText()).isEqualTo("about:blank");
    assertThat(problem.get("title").asText()).isNotBlank();
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    String detail = problem.get("detail").asText();
    assertThat(detail)
        .isNotBlank()
        .doesNotContain("dev.millrace", "java.", "jakarta.", "com.fasterxml", "Exception", "\tat ");
    return detail;
  }
}
