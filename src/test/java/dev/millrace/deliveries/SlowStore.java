package dev.millrace.deliveries;

import dev.millrace.store.ForwardingStore;
import dev.millrace.store.ObjectStore;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A store whose reads come back only when as many have been asked for as the gate holds. */
final class SlowStore extends ForwardingStore {

  private final CyclicBarrier gate;

  SlowStore(ObjectStore store, CyclicBarrier gate) {
    super(store);
    this.gate = gate;
  }

  @Override
  public Optional<byte[]> get(String key) {
    try {
      gate.await(30, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("nothing else was read meanwhile", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return super.get(key);
  }
}
