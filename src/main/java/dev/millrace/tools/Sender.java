package dev.millrace.tools;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;

/**
 * Who sent a record, as far as its resource and scope say.
 *
 * @param resource none if a relay lost it, see {@link #of}
 */
record Sender(Attributes resource, String scope, String scopeVersion) {

  /**
   * The scope of points that a collector has summed up per user. It gives them the resource of any
   * one of the series it merged, which may be another user's.
   */
  private static final String AGGREGATOR = "aggregationprocessor";

  /**
   * The sender of what lies under this resource and scope; a summing relay's resource is dropped.
   */
  static Sender of(Resource resource, InstrumentationScope scope) {
    return scope.getName().equals(AGGREGATOR)
        ? new Sender(Attributes.NONE, AGGREGATOR, "")
        : new Sender(
            Attributes.of(resource.getAttributesList()), scope.getName(), scope.getVersion());
  }

  /** Whether a collector summed up what it got, so that what came directly is the better copy. */
  boolean relayed() {
    return scope.equals(AGGREGATOR);
  }
}
