/**
 * Millrace receives the OpenTelemetry data of AI coding tools, keeps it and turns it into daily
 * usage figures.
 *
 * <p>Two flows make the product: a request is checked, decoded, redacted and landed ({@code
 * ingest}); a schedule turns what has landed into the lake and into usage ({@code rollup}). This
 * package holds the words that everybody uses; it imports none of the others.
 */
@NullMarked
package dev.millrace;

import org.jspecify.annotations.NullMarked;
