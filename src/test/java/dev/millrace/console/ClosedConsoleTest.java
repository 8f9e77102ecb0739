package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.store.FolderResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console where no secret is configured to sign sessions with. */
@QuarkusTest
@TestProfile(ClosedConsoleTest.WithoutSecret.class)
class ClosedConsoleTest {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/sign-in", "/nothing"})
  void saysThatNobodyCanEnter(String path) {
    Page page = new Browser().get(path);

    assertThat(page.status()).isEqualTo(503);
    assertThat(page.text("h1")).isEqualTo("The console is closed");
    assertThat(page.text("main")).contains("millrace.console.session-secret");
  }

  @Test
  void takesNoKey() {
    assertThat(new Browser().post("/sign-in", Map.of("key", "mro_any")).status()).isEqualTo(503);
  }

  @Test
  void leavesOtherRoutesOpen() {
    assertThat(new Browser().get("/health").status()).isEqualTo(200);
  }

  /** A server as it is configured by nobody. */
  public static final class WithoutSecret implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "millrace.console.session-secret", "",
          "quarkus.datasource.reactive.url", "postgresql://none.invalid/none");
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(FolderResource.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }
}
