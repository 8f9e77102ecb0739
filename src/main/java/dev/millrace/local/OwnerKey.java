package dev.millrace.local;

/** Where the local server gets the key from with which its owner begins. */
public interface OwnerKey {

  /**
   * Makes a key that may do everything, and the organisation {@code local} for it unless there is
   * one.
   *
   * @return the token, which cannot be read again
   */
  String create();

  /** Whether the database has the organisation: a new one has not, whatever is in the folder. */
  boolean isOnRecord();
}
