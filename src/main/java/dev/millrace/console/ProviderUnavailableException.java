package dev.millrace.console;

/** The provider cannot be reached, or does not speak OpenID Connect. */
final class ProviderUnavailableException extends RuntimeException {

  ProviderUnavailableException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
