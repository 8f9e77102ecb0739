package dev.millrace.usage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Opens the client of SQS when it is first used; region and credentials are the environment's. */
final class SqsClientProducer {

  /** Whoever asked over HTTP waits for it. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);

  @Produces
  @ApplicationScoped
  SqsClient sqs() {
    return SqsClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(config -> config.apiCallTimeout(ANSWER_WITHIN))
        .build();
  }

  void close(@Disposes SqsClient sqs) {
    sqs.close();
  }
}
