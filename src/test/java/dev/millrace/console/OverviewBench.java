package dev.millrace.console;

import dev.millrace.database.PostgresResource;
import dev.millrace.keys.KeyRegistry;
import dev.millrace.keys.Scope;
import dev.millrace.people.People;
import dev.millrace.people.TestOrganisation;
import dev.millrace.store.FolderResource;
import dev.millrace.usage.Computed;
import dev.millrace.usage.GeneratedOrganisation;
import dev.millrace.usage.UsageLedger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * How long pages of sixty days of two hundred people take to answer. No test: it holds nothing to a
 * limit, and is run by its name only, {@code ./mvnw test -Dtest=OverviewBench}.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FolderResource.class)
class OverviewBench {

  private static final int WARM_UP = 30;
  private static final int REQUESTS = 100;

  @Inject People people;
  @Inject KeyRegistry keys;
  @Inject UsageLedger ledger;
  @Inject Clock clock;

  @Test
  void answers() {
    TestOrganisation organisation = new TestOrganisation(people, keys);
    GeneratedOrganisation generated = new GeneratedOrganisation(200);
    people.put(organisation.id(), generated.members());
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    today
        .minusDays(59)
        .datesUntil(today.plusDays(1))
        .forEach(
            day ->
                ledger.replace(
                    organisation.id(),
                    day,
                    generated.usage(day),
                    new Computed(clock.instant(), day)));
    Browser owner = Browser.signedIn(organisation.token(Scope.ADMIN));
    measure(owner, "/?days=custom&from=" + today.minusDays(59) + "&to=" + today);
    measure(owner, "/");
    measure(owner, "/usage?days=custom&from=" + today.minusDays(59) + "&to=" + today);
  }

  private static void measure(Browser owner, String path) {
    LongStream.range(0, WARM_UP).forEach(i -> owner.get(path));
    long[] millis =
        LongStream.range(0, REQUESTS).map(i -> millisOf(owner, path)).sorted().toArray();
    System.out.printf(
        "%s: median %d ms, 95th percentile %d ms, longest %d ms%n",
        path, millis[REQUESTS / 2], millis[REQUESTS * 95 / 100], millis[REQUESTS - 1]);
  }

  private static long millisOf(Browser owner, String path) {
    long start = System.nanoTime();
    owner.request().get(path).asByteArray();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
