package dev.millrace.console;

import java.util.Arrays;

/** What people are told, by the status of the answer. */
enum Trouble {
  FORBIDDEN(
      403,
      "This was not sent from the console",
      "The form is too old or came from another page. Go back, load the page again and repeat what you did."),
  NOT_FOUND(
      404, "There is nothing here", "The address is wrong, or what it showed has been removed."),
  METHOD_NOT_ALLOWED(405, "There is nothing here", "This address answers to a form only."),
  TOO_LARGE(413, "That is too much at once", "Send it in smaller parts."),
  UNAVAILABLE(
      503,
      "Millrace cannot reach its data",
      "The database or the object store is asleep or away. What tools send is still taken in. Try again in a minute."),
  BAD_REQUEST(
      400, "That could not be understood", "Go back, load the page again and repeat what you did."),
  FAILED(
      500, "Something is broken on our side", "It has been noted in the server's log. Try again.");

  private final int status;
  private final String title;
  private final String advice;

  Trouble(int status, String title, String advice) {
    this.status = status;
    this.title = title;
    this.advice = advice;
  }

  /** The one of that status; of another of its class, the most general. */
  static Trouble of(int status) {
    return Arrays.stream(values())
        .filter(trouble -> trouble.status == status)
        .findFirst()
        .orElse(status < FAILED.status ? BAD_REQUEST : FAILED);
  }

  String title() {
    return title;
  }

  String advice() {
    return advice;
  }
}
