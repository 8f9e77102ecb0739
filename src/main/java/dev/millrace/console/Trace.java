package dev.millrace.console;

import dev.millrace.usage.ToolVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What there is of one person: on the roster, in the data, among the keys.
 *
 * @param name e-mail address, or what they are called in the data
 * @param row of the roster; null if they are not on it
 * @param names all they are called in the data, theirs included
 * @param days with usage of theirs
 * @param keys that are theirs, good ones and others
 * @param versions of the tools they used
 * @param own whether it is who asks
 */
record Trace(
    String name,
    @Nullable MemberRow row,
    Set<String> names,
    SortedSet<LocalDate> days,
    List<KeyRow> keys,
    List<ToolVersion> versions,
    boolean own) {

  Trace {
    names = Set.copyOf(names);
    keys = List.copyOf(keys);
    versions = List.copyOf(versions);
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return row == null && days.isEmpty() && keys.isEmpty();
  }

  /** What they are called, or else their address. */
  public String title() {
    return row == null ? name : row.title();
  }

  /** The keys that still work. */
  public List<KeyRow> live() {
    return keys.stream().filter(KeyRow::live).toList();
  }

  /** What else they are called in the data, by name. */
  public SortedSet<String> others() {
    SortedSet<String> others = new TreeSet<>(names);
    others.remove(name);
    return others;
  }

  /** From when to when there is usage; empty if there is none. */
  public String history() {
    return days.isEmpty() ? "" : days.first() + " – " + days.last();
  }

  /** The name as the value of a query's field. */
  public String encoded() {
    return UsageFilter.encoded(name);
  }
}
