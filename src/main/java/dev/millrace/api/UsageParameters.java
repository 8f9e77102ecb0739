package dev.millrace.api;

import dev.millrace.OrgId;
import dev.millrace.usage.Dimension;
import dev.millrace.usage.UsageSelection;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Which usage a request asks for.
 *
 * @param from as {@link Period} has it
 * @param to likewise
 */
record UsageParameters(
    @Parameter(description = "First day, UTC; 30 days if open") @QueryParam("from")
        @Nullable String from,
    @Parameter(description = "Last day, UTC; today if open") @QueryParam("to") @Nullable String to,
    @Parameter(description = "Of this team only") @QueryParam("team") @Nullable String team,
    @Parameter(description = "Of this tool only") @QueryParam("tool") @Nullable String tool,
    @Parameter(description = "Of this model only") @QueryParam("model") @Nullable String model,
    @Parameter(description = "Of this person only") @QueryParam("person") @Nullable String person,
    @Parameter(description = "On this terminal only") @QueryParam("terminal")
        @Nullable String terminal) {

  private static final int DAYS = 30;

  UsageSelection selection(OrgId org, Clock clock) {
    Period period = Period.of(from, to, clock, DAYS);
    return new UsageSelection(org, period.from(), period.to(), only());
  }

  private Map<Dimension, String> only() {
    Map<Dimension, String> only = new EnumMap<>(Dimension.class);
    put(only, Dimension.TEAM, team);
    put(only, Dimension.TOOL, tool);
    put(only, Dimension.MODEL, model);
    put(only, Dimension.PERSON, person);
    put(only, Dimension.TERMINAL, terminal);
    return only;
  }

  private static void put(
      Map<Dimension, String> only, Dimension dimension, @Nullable String value) {
    if (value != null) {
      only.put(dimension, value);
    }
  }
}
