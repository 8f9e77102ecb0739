package dev.millrace.people;

/**
 * A name under which a member's data comes too.
 *
 * @param identity as it stands in usage: an account, an installation, another e-mail address
 * @param email the member's
 */
public record MergedIdentity(String identity, String email) {}
