package dev.millrace.openid;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What Millrace is to a provider.
 *
 * @param issuer the provider, as it names itself
 * @param id under which the provider knows Millrace
 * @param secret by which it knows that it is Millrace who asks; null if it wants none
 */
public record OpenIdClient(URI issuer, String id, @Nullable String secret) {

  @Override
  public String toString() {
    return id + " of " + issuer;
  }
}
