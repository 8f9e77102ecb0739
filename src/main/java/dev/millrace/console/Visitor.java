package dev.millrace.console;

import dev.millrace.OrgId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** Who asks for the page; nobody until {@link SessionFilter} has let them in. */
@RequestScoped
@Named("visitor")
public class Visitor {

  private @Nullable Session session;
  private String csrfToken = "";

  void is(Session accepted, String token) {
    session = accepted;
    csrfToken = token;
  }

  /** Whether anybody is signed in. */
  public boolean isSignedIn() {
    return session != null;
  }

  /** What every form that changes something carries in its field {@code csrf}. */
  public String getCsrf() {
    return csrfToken;
  }

  /** The organisation whose console it is. */
  public OrgId org() {
    return session().org();
  }

  Session session() {
    if (session == null) {
      throw new IllegalStateException("the page lacks @OwnersOnly");
    }
    return session;
  }
}
