package dev.millrace;

import java.util.regex.Pattern;

/**
 * The name of an organisation, as it stands in object keys and in the database.
 *
 * @param value 1 to 63 lower-case letters, digits and hyphens, starting with a letter or digit
 */
public record OrgId(String value) implements Comparable<OrgId> {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public OrgId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an organisation id is 1 to 63 lower-case letters, digits and hyphens, but was \""
              + value
              + "\"");
    }
  }

  @Override
  public int compareTo(OrgId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
