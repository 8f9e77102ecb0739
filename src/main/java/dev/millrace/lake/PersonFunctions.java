package dev.millrace.lake;

import dev.millrace.PersonName;
import dev.millrace.PersonNames;
import java.sql.SQLException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * {@link PersonNames} as functions of DuckDB's SQL, so that the rule is told once: what the
 * statement says of the person is no more than their names.
 *
 * <ul>
 *   <li>{@code is_theirs(key, text)}: whether the text is; {@code ''} is the key of what has none
 *   <li>{@code is_in(json)}: whether anything in it is
 *   <li>{@code without_them(json)}: the JSON with null in the place of what is
 *   <li>{@code is_address(text)}: whether it is somebody's address
 * </ul>
 *
 * They are not to be asked of NULL; one that comes all the same is taken for the empty text.
 */
public final class PersonFunctions {

  private PersonFunctions() {}

  /** Makes the functions of the person in a database. */
  public static void register(DuckDBConnection database, PersonNames person) throws SQLException {
    BiFunction<String, @Nullable String, Boolean> isTheirs =
        (key, text) -> text != null && person.standIn(key, text);
    try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
      var unused =
          function
              .withName("is_theirs")
              .withParameters(String.class, String.class)
              .withReturnType(Boolean.class)
              .withFunction(isTheirs)
              .register(database);
    }
    PersonJson json = new PersonJson(person);
    register(database, "is_in", Boolean.class, json::names);
    register(database, "without_them", String.class, json::without);
    register(
        database, "is_address", Boolean.class, t -> PersonName.isAddress(PersonName.normal(t)));
  }

  private static <R> void register(
      DuckDBConnection database, String name, Class<R> result, Function<String, R> function)
      throws SQLException {
    Function<@Nullable String, R> ofAny = text -> function.apply(text == null ? "" : text);
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      var unused =
          builder
              .withName(name)
              .withParameter(String.class)
              .withReturnType(result)
              .withFunction(ofAny)
              .register(database);
    }
  }
}
