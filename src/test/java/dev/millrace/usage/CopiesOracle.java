package dev.millrace.usage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.millrace.tools.Activity;
import dev.millrace.tools.Activity.PersonSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is left of what came several times: one for each owner and one for all others, and of these
 * only what may count beside the others.
 */
final class CopiesOracle {

  private static final Comparator<Copy> BEST_KNOWN_FIRST =
      Comparator.comparing((Copy copy) -> copy.row().personSource())
          .thenComparing(copy -> copy.row().person())
          .thenComparing(copy -> copy.row().keyId())
          .thenComparing(copy -> -copy.amount());

  /**
   * One record of a world.
   *
   * @param record what it is the same record by, in whatever world
   * @param proof what else must be the same for one world to claim the other's
   */
  record Copy(
      LocalDate day,
      Activity row,
      String record,
      String proof,
      long amount,
      @Nullable Long settled) {

    static Copy of(LocalDate day, Activity row, @Nullable Long settled) {
      return new Copy(
          day, row, day + "/" + row.rowId(), row.timeNs() + "/" + row.qty(), row.qty(), settled);
    }

    boolean isPersonal() {
      return row.personSource() == PersonSource.KEY;
    }

    /** The owner, or the address that it or its session names; empty if neither names one. */
    private String address(NamesOracle names) {
      String person = names.of(day, row).person();
      return isPersonal() || person.contains("@") ? person : "";
    }

    private boolean mayStandBeside(Copy other, NamesOracle names) {
      if (isPersonal() == other.isPersonal() || !proof.equals(other.proof)) {
        return true;
      }
      String address = address(names);
      String others = other.address(names);
      return isPersonal()
          ? others.isEmpty() || others.equals(address)
          : !address.isEmpty() && !address.equals(others);
    }
  }

  private final NamesOracle names;

  CopiesOracle(NamesOracle names) {
    this.names = names;
  }

  List<Told> left(Collection<Copy> copies) {
    List<Told> left = new ArrayList<>();
    for (List<Copy> same : grouped(copies)) {
      List<Copy> worlds = new ArrayList<>();
      same.stream()
          .collect(groupingBy(copy -> copy.row().ownerId()))
          .values()
          .forEach(world -> worlds.add(world.stream().min(BEST_KNOWN_FIRST).orElseThrow()));
      worlds.stream()
          .filter(copy -> worlds.stream().allMatch(other -> copy.mayStandBeside(other, names)))
          .map(copy -> Told.of(copy.day(), copy.row(), copy.amount(), copy.settled()))
          .forEach(left::add);
    }
    return left;
  }

  private static Collection<List<Copy>> grouped(Collection<Copy> copies) {
    return copies.stream().collect(groupingBy(Copy::record, TreeMap::new, toList())).values();
  }
}
