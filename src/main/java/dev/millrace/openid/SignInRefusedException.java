package dev.millrace.openid;

/** The provider, or what it sent, does not say reliably who somebody is. */
public final class SignInRefusedException extends RuntimeException {

  SignInRefusedException(String message) {
    super(message);
  }

  SignInRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
