package dev.millrace.console;

import dev.millrace.OrgId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who asks for the page; nobody until {@link SessionFilter} has let them in. */
@RequestScoped
@Named("visitor")
public class Visitor {

  private @Nullable Session session;
  private String csrfToken = "";
  private String kept = "";

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

  /** A form's number, see {@link OnceFilter}: another for every form. */
  public String getOnce() {
    return UUID.randomUUID().toString();
  }

  /** Has links between pages about usage take days and filters along. */
  void keep(String query) {
    kept = query;
  }

  /** The query of such links; empty if nothing was chosen. */
  public String getKept() {
    return kept;
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
