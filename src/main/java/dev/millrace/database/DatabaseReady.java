package dev.millrace.database;

/** Is fired where a program waits for its database: it can be reached, and its schema is ours. */
public record DatabaseReady() {}
