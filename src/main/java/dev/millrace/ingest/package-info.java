/**
 * The door for OTLP: {@code POST /v1/metrics}, {@code /v1/logs} and {@code /v1/traces}. The whole
 * flow of a request is {@link dev.millrace.ingest.Ingest#accept}.
 *
 * <p>200 means that the export is durable. Transient trouble is 503, which clients try again; never
 * 500, on which they drop the batch.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP specification,
 *     "OTLP/HTTP"</a>
 */
@NullMarked
package dev.millrace.ingest;

import org.jspecify.annotations.NullMarked;
