package dev.millrace;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Everything that is logged while it is open, stack traces too. */
public final class Logged extends Handler implements AutoCloseable {

  private final Logger root = Logger.getLogger("");
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();

  public Logged() {
    setLevel(Level.ALL);
    root.addHandler(this);
  }

  public List<String> texts() {
    return texts;
  }

  /** Those that somebody has to act on. */
  public List<String> errors() {
    return errors;
  }

  @Override
  public void publish(LogRecord record) {
    StringWriter text = new StringWriter();
    text.append(record.getLoggerName()).append(": ").append(String.valueOf(record.getMessage()));
    if (record.getParameters() != null) {
      for (Object parameter : record.getParameters()) {
        text.append(' ').append(String.valueOf(parameter));
      }
    }
    if (record.getThrown() != null) {
      record.getThrown().printStackTrace(new PrintWriter(text, true));
    }
    texts.add(text.toString());
    if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
      errors.add(text.toString());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
  }
}
