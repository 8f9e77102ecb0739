package dev.millrace.tools;

import dev.millrace.Nobody;
import dev.millrace.PersonName;
import dev.millrace.tools.Activity.PersonSource;
import java.util.List;
import java.util.Optional;

/** Whose a record is, and how that is known. */
record Identity(String person, PersonSource source) {

  private static final Identity NOBODY = new Identity(Activity.UNATTRIBUTED, PersonSource.NONE);

  /**
   * The owner of the key if it is a personal one, whatever the record says; else the best identity
   * the record gives.
   */
  static Identity of(Telemetry record, Optional<String> owner) {
    return owner.map(email -> known(email, PersonSource.KEY)).orElseGet(() -> accordingTo(record));
  }

  boolean isKnown() {
    return source != PersonSource.NONE;
  }

  private static Identity accordingTo(Telemetry record) {
    for (PersonSource source : PersonSource.values()) {
      for (String key : attributeOf(source)) {
        for (Attributes said : List.of(record.attributes(), record.sender().resource())) {
          String person = said.text(key);
          if (!Nobody.is(person)) {
            return known(person, source);
          }
        }
      }
    }
    return NOBODY;
  }

  private static String[] attributeOf(PersonSource source) {
    return switch (source) {
      case KEY, NONE -> new String[0];
      case EMAIL -> new String[] {"user.email", "cursor.user.email", "account_email"};
      case ENDUSER -> new String[] {"enduser.id"};
      case ACCOUNT ->
          new String[] {
            "user.account_uuid",
            "user.account_id",
            "cursor.user.account_id",
            "user_id",
            "userId",
            "user.name"
          };
      case INSTALLATION ->
          new String[] {
            "user.id",
            "installation.id",
            "cursor.user.id",
            "distinct_id",
            "ai.telemetry.metadata.userId"
          };
    };
  }

  private static Identity known(String person, PersonSource source) {
    return new Identity(PersonName.shown(person), source);
  }
}
