package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The application's own store when it is configured to lie in S3. */
@QuarkusTest
@WithTestResource(S3ProxyResource.class)
class StoreInS3Test {

  @Inject ObjectStore store;

  @Test
  void keepsObjectsInTheBucket() {
    assertThat(store.create("a/b", new byte[] {1})).isTrue();

    assertThat(store).isInstanceOf(S3ObjectStore.class);
    assertThat(store.get("a/b")).hasValue(new byte[] {1});
  }
}
