/**
 * The local server: Millrace, its database and its objects in one process tree under one folder.
 *
 * <p>Start at {@link dev.millrace.local.DataFolder}, which says what lies where. Nothing here is
 * part of the functions.
 */
@NullMarked
package dev.millrace.local;

import org.jspecify.annotations.NullMarked;
