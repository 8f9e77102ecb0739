package dev.millrace.openid;

/** The provider cannot be reached, or does not speak OpenID Connect. */
public final class ProviderUnavailableException extends RuntimeException {

  ProviderUnavailableException(String message) {
    super(message);
  }

  ProviderUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
