/**
 * Packs: many landed exports of a day in one object, cheap to keep and to read, and the unit of
 * conversion. Start at {@link dev.millrace.packs.Packing}, which brings all that landed of a
 * partition into packs; {@link dev.millrace.packs.Packs} reads them.
 *
 * <p>A pack {@code raw/org=<org>/signal=<signal>/date=<received>/pack-<id>.binpb.gz} is one gzip
 * member an export. Since gzip members concatenate, and protobuf messages do, it is by itself a
 * compressed OTLP export, which every reader of raw objects reads. Its index, {@code
 * pack-<id>.idx}, says where each export lies; the members' own headers say the same, so that it
 * can be made again.
 *
 * <p>Exports lie in the order of their names, and a pack's id is made from these: the same exports
 * make the same pack. No step here loses or doubles an export wherever it is cut off: what is
 * deleted is in a pack that is durable, and two packs that share an export are merged by whoever
 * finds them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.2">RFC 1952, "File format"</a>
 * @see <a href="https://git-scm.com/docs/git-repack">git repack --geometric, the same idea</a>
 */
@NullMarked
package dev.millrace.packs;

import org.jspecify.annotations.NullMarked;
