package dev.millrace.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The body of a reply in JSON: one object. */
final class JsonBody {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonBody() {}

  static byte[] of(Members members) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }

  /** Writes the members of the object. */
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }
}
