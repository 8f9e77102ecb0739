package dev.millrace.api;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The API as a program with a key calls it.
 *
 * @param token of the key
 */
record Api(String token) {

  private static final ObjectMapper JSON = new ObjectMapper();

  Response get(String path) {
    return request().get(path);
  }

  Response delete(String path) {
    return request().delete(path);
  }

  Response post(String path, String json) {
    return request().contentType("application/json").body(json).post(path);
  }

  Response put(String path, String json) {
    return request().contentType("application/json").body(json).put(path);
  }

  RequestSpecification request() {
    return given().urlEncodingEnabled(false).header("Authorization", "Bearer " + token);
  }

  static JsonNode json(Response response) {
    try {
      return JSON.readTree(response.asString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One member of every element of an answer that is an array. */
  static List<String> texts(Response response, String member) {
    List<String> texts = new ArrayList<>();
    json(response).forEach(element -> texts.add(element.get(member).asText()));
    return texts;
  }
}
