package dev.millrace.packs;

import dev.millrace.KeyId;
import dev.millrace.landing.Weight;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What a pack holds, as its index says it: a line of the pack's size and edition, then one for each
 * export, its fields apart by tabs.
 *
 * <pre>
 * millrace-pack 1 &lt;bytes&gt; &lt;edition&gt;
 * &lt;hash&gt;-&lt;key id&gt; &lt;offset&gt; &lt;length&gt; &lt;inflated bytes&gt; &lt;rows&gt; &lt;bytes of rows&gt;
 * </pre>
 *
 * @param bytes of the pack
 * @param edition of its bytes, 16 hex digits: another where the same exports have other content,
 *     after an erasure
 * @param members in the order of their names, which is the order they lie in
 */
public record PackIndex(Pack pack, long bytes, String edition, List<PackMember> members) {

  private static final String TITLE = "millrace-pack 1";
  private static final int HASH = 32;
  private static final int ID_BYTES = 16;

  public PackIndex {
    members = List.copyOf(members);
  }

  /** What converting all of it takes. */
  public Weight weight() {
    return members.stream().map(PackMember::weight).reduce(Weight.NONE, Weight::plus);
  }

  /** The id of the pack that holds these exports, in the order of their names. */
  static String id(List<PackMember> members) {
    MessageDigest sha256 = Sha256.start();
    for (PackMember member : members) {
      sha256.update((member.name() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    return HexFormat.of().formatHex(sha256.digest(), 0, ID_BYTES);
  }

  byte[] format() {
    StringBuilder text = new StringBuilder(TITLE.length() + 96 * members.size());
    text.append(TITLE).append('\t').append(bytes).append('\t').append(edition).append('\n');
    for (PackMember member : members) {
      Weight weight = member.weight();
      text.append(member.name());
      text.append('\t').append(member.offset()).append('\t').append(member.length());
      text.append('\t').append(weight.inflated()).append('\t').append(weight.rows());
      text.append('\t').append(weight.rowBytes()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads an index.
   *
   * @throws IOException if it is none, or not whole
   */
  static PackIndex parse(Pack pack, byte[] text) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new StringReader(new String(text, StandardCharsets.US_ASCII)))) {
      String[] head = fields(lines.readLine(), 3);
      if (!head[0].equals(TITLE)) {
        throw new IOException("no index of a pack of this version");
      }
      Map<String, KeyId> keys = new HashMap<>();
      List<PackMember> members = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        members.add(member(fields(line, 6), keys));
      }
      PackIndex index = new PackIndex(pack, Long.parseLong(head[1]), head[2], members);
      index.checkWhole();
      return index;
    } catch (RuntimeException e) {
      throw new IOException("the index is damaged", e);
    }
  }

  private static String[] fields(String line, int number) throws IOException {
    String[] fields = line == null ? new String[0] : line.split("\t", -1);
    if (fields.length != number) {
      throw new IOException(
          "a line of the index has %d fields, not %d".formatted(fields.length, number));
    }
    return fields;
  }

  private static PackMember member(String[] fields, Map<String, KeyId> keys) {
    String name = fields[0];
    return PackMember.of(
        name.substring(0, HASH),
        keys.computeIfAbsent(name.substring(HASH + 1), KeyId::new),
        Long.parseLong(fields[1]),
        Integer.parseInt(fields[2]),
        new Weight(
            Long.parseLong(fields[3]), Long.parseLong(fields[4]), Long.parseLong(fields[5])));
  }

  /** Its members fill the pack, and their names make its id. */
  private void checkWhole() throws IOException {
    long end = 0;
    for (PackMember member : members) {
      if (member.offset() != end) {
        throw new IOException("the index leaves bytes of the pack out");
      }
      end = member.end();
    }
    if (end != bytes || !id(members).equals(pack.id())) {
      throw new IOException("the index is not that of the pack");
    }
  }
}
