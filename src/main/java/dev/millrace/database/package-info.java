/**
 * PostgreSQL as the record of organisations, people, keys, usage and runs: how to ask it and how
 * its schema comes about.
 */
@NullMarked
package dev.millrace.database;

import org.jspecify.annotations.NullMarked;
