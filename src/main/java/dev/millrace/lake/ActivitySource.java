package dev.millrace.lake;

import dev.millrace.otlp.Export;
import dev.millrace.tools.Activity;
import dev.millrace.tools.Origin;
import java.util.function.Consumer;

/** What makes activity of exports; {@code Tools::activityOf} is the one in use. */
@FunctionalInterface
public interface ActivitySource {

  /**
   * Gives the activity in an export to the consumer, always the same for the same export and
   * origin.
   */
  void activityOf(Export export, Origin origin, Consumer<Activity> activity);
}
