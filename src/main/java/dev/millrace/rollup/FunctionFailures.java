package dev.millrace.rollup;

import dev.millrace.OutageLog;
import dev.millrace.database.DatabaseUnavailableException;
import dev.millrace.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Says in the log what a function could not do: what is out of reach in its own words, once a
 * minute for each kind, and a fault of ours with its stack.
 */
@Singleton
class FunctionFailures {

  private static final Logger log = Logger.getLogger(FunctionFailures.class);

  private final OutageLog outages;

  FunctionFailures(Clock clock) {
    this.outages = new OutageLog(clock);
  }

  /**
   * Reports a failure.
   *
   * @param what the constant sentence of what failed
   * @param which of them
   */
  void report(String what, Object which, Exception failure) {
    if (failure instanceof StoreUnavailableException
        || failure instanceof DatabaseUnavailableException) {
      outages.report(what, failure);
    } else {
      log.errorf(failure, "%s: %s", what, which);
    }
  }
}
