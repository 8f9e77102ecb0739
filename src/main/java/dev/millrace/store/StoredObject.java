package dev.millrace.store;

/**
 * An object as a listing shows it.
 *
 * @param size stored bytes
 */
public record StoredObject(String key, long size) {}
