package dev.millrace;

import jakarta.ws.rs.BadRequestException;

/** The request cannot be read; the message says to its sender why. */
public final class UnreadableRequestException extends BadRequestException {

  private static final long serialVersionUID = 1;

  public UnreadableRequestException(String why) {
    super(why);
  }
}
