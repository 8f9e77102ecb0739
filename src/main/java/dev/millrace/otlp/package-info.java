/**
 * OTLP as it comes over HTTP: encodings, bounded inflation, decoding and replies. Start at {@link
 * dev.millrace.otlp.Export}.
 *
 * <p>Nothing here knows where a request came from or where it goes. What cannot be accepted is an
 * {@link dev.millrace.otlp.OtlpException} that carries the status of the reply.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP specification,
 *     "OTLP/HTTP"</a>
 */
@NullMarked
package dev.millrace.otlp;

import org.jspecify.annotations.NullMarked;
