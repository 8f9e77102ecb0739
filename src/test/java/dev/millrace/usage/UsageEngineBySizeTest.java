package dev.millrace.usage;

import static dev.millrace.usage.Facts.ALICE;
import static dev.millrace.usage.UsageOf.DAY;
import static dev.millrace.usage.UsageOf.ORG;
import static dev.millrace.usage.UsageOf.PRICES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.OrgId;
import dev.millrace.lake.Lake;
import dev.millrace.tools.Measure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine is asked for how much activity. */
class UsageEngineBySizeTest {

  private static final Days DAYS = Days.utc(DAY, DAY);

  @TempDir Path temp;

  private final List<String> asked = new ArrayList<>();
  private Lake lake;
  private long bytes;

  @BeforeEach
  void write() {
    ActivityFiles files = new ActivityFiles(temp);
    files.write(ORG, List.of(ALICE.event(Measure.PROMPTS, DAY + "T09:00:00Z", 1)));
    lake = files.lake();
    bytes = lake.activityBytes(ORG, DAY, DAY);
  }

  @Test
  void asksTheOneForLittle() {
    assertThat(askedFrom(bytes + 1, ORG)).containsExactly("little");
  }

  @Test
  void asksTheOtherFromTheSizeOn() {
    assertThat(askedFrom(bytes, ORG)).containsExactly("much");
  }

  @Test
  void countsNoOtherOrganisationsActivity() {
    assertThat(askedFrom(bytes, new OrgId("other"))).containsExactly("little");
  }

  private List<String> askedFrom(long muchFromBytes, OrgId org) {
    new UsageEngineBySize(lake, engine("little"), engine("much"), muchFromBytes)
        .usage(org, DAYS, PRICES);
    return asked;
  }

  private UsageEngine engine(String name) {
    return (org, days, prices) -> {
      asked.add(name);
      return List.of();
    };
  }
}
