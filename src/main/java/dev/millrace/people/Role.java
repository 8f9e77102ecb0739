package dev.millrace.people;

/** What a member may do in the console. */
public enum Role {
  /** Everything. */
  OWNER,
  /** See their own usage. */
  MEMBER
}
