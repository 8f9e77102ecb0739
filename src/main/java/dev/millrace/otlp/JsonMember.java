package dev.millrace.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * One member of a {@link JsonMessage}.
 *
 * @param index its place in the message's table
 * @param name in lowerCamelCase
 * @param isSet whether it is written: not if protobuf would not write it either
 * @param <M> the message
 * @param <B> its builder
 */
record JsonMember<M, B>(
    int index, SerializedString name, Predicate<M> isSet, Reader<B> reader, Writer<M> writer) {

  /** Puts the current value of the input into the builder. */
  interface Reader<B> {
    void read(JsonInput in, B builder) throws IOException;
  }

  /** Writes the value alone; its name is written already. */
  interface Writer<M> {
    void write(JsonGenerator out, M message) throws IOException;
  }

  void writeIfSet(JsonGenerator out, M message) throws IOException {
    if (isSet.test(message)) {
      out.writeFieldName(name);
      writer.write(out, message);
    }
  }
}
