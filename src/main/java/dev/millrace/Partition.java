package dev.millrace;

import java.time.LocalDate;

/**
 * Everything of one organisation that was received on one day: the unit of a rollup.
 *
 * @param received UTC day on which the requests arrived
 */
public record Partition(OrgId org, LocalDate received) implements Comparable<Partition> {

  @Override
  public int compareTo(Partition other) {
    int byOrg = org.compareTo(other.org);
    return byOrg != 0 ? byOrg : received.compareTo(other.received);
  }

  @Override
  public String toString() {
    return org + "/" + received;
  }
}
