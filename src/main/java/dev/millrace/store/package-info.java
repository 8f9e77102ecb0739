/**
 * The object store under everything: start at {@link dev.millrace.store.ObjectStore}.
 *
 * <p>One contract, two implementations: a folder for a laptop and S3 for the cloud. A write that
 * returns is durable.
 */
@NullMarked
package dev.millrace.store;

import org.jspecify.annotations.NullMarked;
