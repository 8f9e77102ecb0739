package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Why the store failed is told in the words of whoever refused, each kind apart from the others.
 */
class CauseTest {

  @ParameterizedTest
  @MethodSource("causes")
  void tellsWhatTheOneWhoRefusedSaid(Exception cause, String words) {
    RuntimeException failure = new IllegalStateException("cannot write raw/a", cause);

    assertThat(Cause.sentence(failure)).startsWith("cannot write raw/a: ").contains(words);
    assertThat(Cause.of(failure)).isEqualTo(Cause.of(new IllegalStateException(failure)));
  }

  private static Stream<Arguments> causes() {
    return Stream.of(
        Arguments.of(new IOException("No space left on device"), "No space left on device"),
        Arguments.of(
            new FileSystemException("/data/a", null, "Read-only file system"), "Read-only file"),
        Arguments.of(new AccessDeniedException("/data/a"), "Permission denied"),
        Arguments.of(new NoSuchFileException("/data/a"), "No such file or directory"),
        Arguments.of(s3(403, "AccessDenied", "not authorized to perform: s3:PutObject"), "s3:Put"),
        Arguments.of(s3(400, "KMS.DisabledException", "the key is disabled"), "KMS.Disabled"),
        Arguments.of(s3(503, "SlowDown", "reduce your request rate"), "SlowDown"),
        Arguments.of(s3(404, "NoSuchBucket", "no such bucket"), "NoSuchBucket"),
        Arguments.of(ApiCallTimeoutException.create(8000), "8000 millis"),
        Arguments.of(
            SdkClientException.create("no", new ConnectException("Connection refused")),
            "ConnectException: Connection refused"),
        Arguments.of(new UnknownHostException("s3.example"), "UnknownHostException: s3.example"),
        Arguments.of(new TimeoutException(), "TimeoutException"));
  }

  @Test
  void keepsToOneLineOfBoundedLength() {
    String sentence =
        Cause.sentence(
            new IllegalStateException("a", new IOException("b\r\n12:00:00 ERROR ".repeat(99))));

    assertThat(sentence).doesNotContain("\n", "\r").hasSizeLessThan(600);
  }

  @Test
  void endsWhereCausesGoInCircles() {
    RuntimeException one = new IllegalStateException("one");
    RuntimeException other = new IllegalStateException("other", one);
    one.initCause(other);

    assertThat(Cause.sentence(one)).startsWith("one: IllegalStateException");
  }

  private static Exception s3(int status, String code, String message) {
    return S3Exception.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}
