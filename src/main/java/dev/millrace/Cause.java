package dev.millrace;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Why something that Millrace relies on did not do what was asked, in the words of whoever refused:
 * the operating system, AWS or a driver.
 *
 * @param kind the same for the same trouble, whatever object it befell
 * @param words on one line; for the operator, who may know names of folders, buckets and roles
 */
public record Cause(String kind, String words) {

  /** AWS names the caller, the action and the resource in one message. */
  private static final int LONGEST = 500;

  /** No chain of causes is longer; some are rings. */
  private static final int DEEPEST = 30;

  /** What lies at the bottom, or the answer of AWS on the way to it. */
  public static Cause of(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Throwable below = cause.getCause();
      if (below == null || cause instanceof AwsServiceException) {
        break;
      }
      cause = below;
    }
    return said(cause);
  }

  /** What could not be done, and why. */
  public static String sentence(Throwable failure) {
    String told = String.valueOf(failure.getMessage());
    return onOneLine(failure.getCause() == null ? told : told + ": " + of(failure).words());
  }

  private static Cause said(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    if (cause instanceof AwsServiceException refusal) {
      return ofAws(name, refusal);
    }
    if (cause instanceof FileSystemException refusal) {
      return new Cause(name + reason(refusal), reason(refusal));
    }
    String message = cause.getMessage();
    if (message == null) {
      return new Cause(name, name);
    }
    // The JDK's own class says nothing: its messages are those of the operating system.
    return cause.getClass().equals(IOException.class)
        ? new Cause(name + message, onOneLine(message))
        : new Cause(name, onOneLine(name + ": " + message));
  }

  private static Cause ofAws(String name, AwsServiceException refusal) {
    if (refusal.awsErrorDetails() == null || refusal.awsErrorDetails().errorCode() == null) {
      return new Cause(
          name + refusal.statusCode(), onOneLine(String.valueOf(refusal.getMessage())));
    }
    String code = refusal.awsErrorDetails().errorCode();
    return new Cause(name + code, onOneLine(code + ": " + refusal.getMessage()));
  }

  /** Without the path, which the caller has named. */
  private static String reason(FileSystemException refusal) {
    if (refusal.getReason() != null) {
      return onOneLine(refusal.getReason());
    }
    if (refusal instanceof AccessDeniedException) {
      return "Permission denied";
    }
    return refusal instanceof NoSuchFileException
        ? "No such file or directory"
        : refusal.getClass().getSimpleName();
  }

  private static String onOneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
