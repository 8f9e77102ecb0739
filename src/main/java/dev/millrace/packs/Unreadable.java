package dev.millrace.packs;

/**
 * An object that cannot be packed. It stays where it is; a retry of its sender's repairs it.
 *
 * @param key in the store
 * @param bytes of it, as listed
 * @param reason in words
 */
public record Unreadable(String key, long bytes, String reason) {}
