package dev.millrace.api;

import dev.millrace.OrgId;
import dev.millrace.keys.Verifier;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The key that the request came with. */
@RequestScoped
class Caller {

  private @Nullable Verifier key;
  private boolean manages;

  void is(Verifier accepted, boolean manager) {
    key = accepted;
    manages = manager;
  }

  /** Whether it manages the organisation now, whatever its scopes say. */
  boolean manages() {
    return manages;
  }

  Verifier key() {
    if (key == null) {
      throw new IllegalStateException("the method lacks @Needs");
    }
    return key;
  }

  OrgId org() {
    return key().org();
  }
}
