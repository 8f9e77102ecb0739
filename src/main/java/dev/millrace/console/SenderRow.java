package dev.millrace.console;

import dev.millrace.people.Member;
import dev.millrace.usage.UnknownSender;

/** Somebody in the data whom the roster does not know, as the list of people shows them. */
record SenderRow(UnknownSender sender) {

  /** Whether they can become a member as they are. */
  public boolean address() {
    String person = sender.person();
    return Member.isEmail(person) && person.equals(Member.address(person));
  }
}
