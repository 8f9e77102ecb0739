/**
 * API keys: their tokens, their record in PostgreSQL, the verifiers published in the object store,
 * and the check of a request's key. Start at {@link dev.millrace.keys.KeyCheck}.
 *
 * <p>The check never asks the database: a key's verifier is an object that is written whenever the
 * key is created, changed or revoked. A token is shown once; what is kept of it is the SHA-256 of
 * its secret.
 */
@NullMarked
package dev.millrace.keys;

import org.jspecify.annotations.NullMarked;
