package dev.millrace.console;

import dev.millrace.usage.Adoption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Members by how often they used a tool in twelve weeks. */
enum Cohort {
  REGULAR("Regular users"),
  OCCASIONAL("Occasional users"),
  NONE("Not at all");

  private final String title;

  Cohort(String title) {
    this.title = title;
  }

  /** The cohort of that name in addresses; empty if there is none. */
  static Optional<Cohort> of(String name) {
    return Arrays.stream(values()).filter(cohort -> cohort.toString().equals(name)).findFirst();
  }

  /** The cohort of who was active on so many days of {@link Adoption#DAYS}. */
  static Cohort of(int days) {
    return days >= Adoption.HIGH_USE_DAYS ? REGULAR : days > 0 ? OCCASIONAL : NONE;
  }

  String title() {
    return title;
  }

  /** The list of who is in it. */
  String link() {
    return "/people?cohort=" + this;
  }

  /** As addresses have it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
