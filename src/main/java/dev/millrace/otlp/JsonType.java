package dev.millrace.otlp;

import java.io.IOException;

/**
 * How one protobuf message is an object in OTLP/JSON.
 *
 * @param <M> the message
 */
interface JsonType<M> {

  /** The message that the current value is. */
  M read(JsonInput in) throws IOException;
}
