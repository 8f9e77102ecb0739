package dev.millrace.console;

/** The provider, or what it sent, does not say reliably who somebody is. */
final class SignInRefusedException extends RuntimeException {

  SignInRefusedException(String message) {
    super(message);
  }
}
