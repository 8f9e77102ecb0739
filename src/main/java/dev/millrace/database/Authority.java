package dev.millrace.database;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Who vouches for the database: with it every connection is encrypted, to the server whose name is
 * in its certificate and to no other, whatever the address says of that.
 *
 * @param bundle certificates of authorities, PEM; those that every JDK knows if null
 * @see <a href="https://www.postgresql.org/docs/18/libpq-ssl.html">PostgreSQL, "SSL Support",
 *     verify-full</a>
 */
record Authority(@Nullable Path bundle) {

  private static final String PUBLIC = "public";

  /**
   * From the setting {@code millrace.database.ca}.
   *
   * @throws ConfigurationException if it names a file that cannot be read
   */
  static Authority of(String setting) {
    if (setting.equals(PUBLIC)) {
      return new Authority(null);
    }
    Path bundle = Path.of(setting);
    if (!Files.isReadable(bundle)) {
      throw new ConfigurationException(
          "millrace.database.ca must be public or name a file of certificates that can be read, but"
              + " is "
              + setting
              + "; for RDS, infra/fetch-rds-ca gets them before packaging");
    }
    return new Authority(bundle);
  }

  void vouchFor(PgConnectOptions server) {
    server
        .setSslMode(SslMode.VERIFY_FULL)
        .setHostnameVerificationAlgorithm("HTTPS")
        .setTrustOptions(
            bundle == null
                ? TrustOptions.wrap(ofEveryJdk())
                : new PemTrustOptions().addCertPath(bundle.toString()));
  }

  private static TrustManager ofEveryJdk() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK's authorities cannot be read", e);
    }
  }

  /** The same for an address of JDBC; what it said before of TLS no longer counts. */
  String vouchFor(String jdbcUrl) {
    String trust =
        bundle == null
            ? "sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
            : "sslrootcert=" + URLEncoder.encode(bundle.toString(), StandardCharsets.UTF_8);
    return jdbcUrl + (jdbcUrl.contains("?") ? "&" : "?") + "sslmode=verify-full&" + trust;
  }
}
