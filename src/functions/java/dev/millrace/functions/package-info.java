/**
 * The packaged functions as Lambda runs them: zips in environments of their own, spoken to by the
 * Runtime API. Start at {@link dev.millrace.functions.Environment}.
 */
@NullMarked
package dev.millrace.functions;

import org.jspecify.annotations.NullMarked;
