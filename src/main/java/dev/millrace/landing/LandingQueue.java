package dev.millrace.landing;

/**
 * Takes exports on their way into packs, many of which make one object: the way that costs least
 * where many people send directly.
 */
@FunctionalInterface
public interface LandingQueue {

  /** No queue: everything lands as an object of its own. */
  LandingQueue NONE = (object, bytes) -> false;

  /**
   * Takes an export, which is durable when this returns true. It may come out more than once.
   *
   * @param object the name under which it would land as an object
   * @param bytes what that object would hold
   * @return false if there is no queue, or the export is too large for it
   * @throws dev.millrace.store.StoreUnavailableException if the queue does not take it now
   */
  boolean take(RawObject object, byte[] bytes);
}
