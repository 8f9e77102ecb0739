/**
 * Millrace receives the OpenTelemetry data of AI coding tools, keeps it and turns it into daily
 * usage figures. This package holds the words that all others use; it imports none of them.
 *
 * <p>Four walks lead from a door to a store, each through at most twelve types. A type is used by
 * one that stands before it in its walk.
 *
 * <p>A request:
 *
 * <ol>
 *   <li>{@code ingest.OtlpResource}: the routes
 *   <li>{@code ingest.Ingest}: from the headers to the reply, in one method
 *   <li>{@code keys.KeyCheck}: who sends
 *   <li>{@code keys.KeyDirectory}: verifiers of keys, cached
 *   <li>{@code otlp.Body}: the body, decompressed within bounds
 *   <li>{@code otlp.Decoder}: protobuf or JSON to an export
 *   <li>{@code landing.Landing}: durable storage, by organization, signal and date
 *   <li>{@code landing.Redaction}: content is removed
 *   <li>{@code store.ObjectStore}: a folder or S3
 *   <li>{@code deliveries.Deliveries}: what arrived with a key
 *   <li>{@code otlp.Reply}: the response
 * </ol>
 *
 * <p>A day:
 *
 * <ol>
 *   <li>{@code rollup.RecordedRollup}: a run and its row in the book
 *   <li>{@code rollup.Rollup}: pack, convert, compute, in one method
 *   <li>{@code rollup.DayOfArrival}: what landed on a day, converted
 *   <li>{@code packs.Packing}: many objects become packs
 *   <li>{@code rollup.Conversion}: packs become Parquet, bad exports are set aside
 *   <li>{@code lake.LakeWriter}: the rows of one pack
 *   <li>{@code rollup.Computation}: usage of the days that changed
 *   <li>{@code usage.UsageEngine}: the statement, in DuckDB or Athena
 *   <li>{@code usage.UsageParquet}: usage as a file
 *   <li>{@code usage.UsageLedger}: usage in PostgreSQL
 * </ol>
 *
 * <p>A page:
 *
 * <ol>
 *   <li>{@code console.OverviewPage}: the route
 *   <li>{@code console.Visitor}: who asks, for which organization
 *   <li>{@code console.UsageViews}: what is shown for a selection
 *   <li>{@code usage.UsageSelection}: days and filters
 *   <li>{@code usage.UsageSummaries}: figures, read from PostgreSQL
 *   <li>{@code usage.UsageSummary}: the figures
 * </ol>
 *
 * <p>A key:
 *
 * <ol>
 *   <li>{@code console.KeysPage}: made, rotated and revoked here, or by {@code api.KeysResource}
 *   <li>{@code keys.KeyRegistry}: the keys in PostgreSQL
 *   <li>{@code keys.ApiKey}: a key with its token, shown once
 *   <li>{@code keys.PublishedKeys}: what ingest may read of it
 *   <li>{@code keys.Verifier}: a hash, scopes and an end
 *   <li>{@code store.ObjectStore}: under {@code keys/}
 * </ol>
 */
@NullMarked
package dev.millrace;

import org.jspecify.annotations.NullMarked;
