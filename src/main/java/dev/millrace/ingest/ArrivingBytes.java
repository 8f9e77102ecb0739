package dev.millrace.ingest;

import java.util.concurrent.atomic.AtomicLong;

/** The memory of all bodies that are arriving. Nobody waits for it: they are on event loops. */
final class ArrivingBytes {

  private final long most;
  private final AtomicLong reserved = new AtomicLong();

  ArrivingBytes(long most) {
    this.most = most;
  }

  boolean reserve(int bytes) {
    if (reserved.addAndGet(bytes) <= most) {
      return true;
    }
    reserved.addAndGet(-bytes);
    return false;
  }

  void release(int bytes) {
    reserved.addAndGet(-bytes);
  }

  long reserved() {
    return reserved.get();
  }
}
