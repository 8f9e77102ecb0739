package dev.millrace.tools;

import dev.millrace.otlp.Export;
import java.util.function.Consumer;

/** All the tools that Millrace knows, as one mapping from exports to activity. */
public final class Tools {

  /** Gives the activity in an export to the consumer, in the export's order. */
  public void activityOf(Export export, Origin origin, Consumer<Activity> activity) {
    throw new IllegalStateException("to be built");
  }
}
