package dev.millrace.lake;

import dev.millrace.Signal;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Exports, split where the signal changes; each signal may come in one run only. */
final class SignalRuns {

  private final Iterator<LandedExport> exports;
  private final Set<Signal> begun = EnumSet.noneOf(Signal.class);
  private @Nullable LandedExport next;

  SignalRuns(Iterator<LandedExport> exports) {
    this.exports = exports;
    advance();
  }

  /** The signal of the next run; null if there is none. The run before it must be read up. */
  @Nullable Signal next() {
    if (next == null) {
      return null;
    }
    Signal signal = next.export().signal();
    if (!begun.add(signal)) {
      throw new IllegalArgumentException(
          "exports are grouped by signal, but " + signal + " came again after another");
    }
    return signal;
  }

  /** The exports of the run, one at a time. */
  Iterator<LandedExport> run(Signal signal) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return next != null && next.export().signal() == signal;
      }

      @Override
      public LandedExport next() {
        LandedExport current = next;
        if (current == null || current.export().signal() != signal) {
          throw new NoSuchElementException();
        }
        advance();
        return current;
      }
    };
  }

  private void advance() {
    next = exports.hasNext() ? exports.next() : null;
  }
}
