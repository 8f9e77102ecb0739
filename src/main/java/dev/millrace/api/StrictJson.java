package dev.millrace.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.millrace.PlainText;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How bodies of requests are read: what is not known is refused, since it was meant to say
 * something; so is text that PostgreSQL cannot keep. Documents of our own, which may be newer than
 * this, are read otherwise.
 */
@Provider
class StrictJson implements ContextResolver<ObjectMapper> {

  private final ObjectMapper strict;

  StrictJson(ObjectMapper lenient) {
    strict =
        lenient
            .copy()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .registerModule(new SimpleModule().addDeserializer(String.class, new StorableText()));
  }

  @Override
  public ObjectMapper getContext(Class<?> type) {
    return strict;
  }

  /** Text that PostgreSQL can keep. */
  private static final class StorableText extends StringDeserializer {

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = super.deserialize(parser, context);
      if (text != null && !PlainText.isStorable(text)) {
        String why = "a text has no control characters such as U+0000 and no broken ones";
        throw JsonMappingException.from(parser, why, new IllegalArgumentException(why));
      }
      return text;
    }
  }
}
