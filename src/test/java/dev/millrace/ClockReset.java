package dev.millrace;

import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestAfterEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import java.time.Clock;

/**
 * Sets the application's clock back after every test: tests share the application, and none finds
 * the time that another has gone on to. Found by its name in {@code META-INF/services}.
 */
public final class ClockReset implements QuarkusTestAfterEachCallback {

  @Override
  public void afterEach(QuarkusTestMethodContext context) {
    if (Arc.container().instance(Clock.class).get() instanceof MovableClock clock) {
      clock.set(TestClock.START);
    }
  }
}
