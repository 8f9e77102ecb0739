/**
 * Organisations and their members, as PostgreSQL has them. Start at {@link
 * dev.millrace.people.People}.
 */
@NullMarked
package dev.millrace.people;

import org.jspecify.annotations.NullMarked;
