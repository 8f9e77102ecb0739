package dev.millrace.openid;

import java.time.Clock;
import java.time.Duration;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * Judges identity tokens.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID
 *     Connect Core, section 3.1.3.7</a>
 */
final class IdentityTokens {

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  /** Those with a public key: a provider that signs with the client's secret proves less. */
  private static final String[] ALGORITHMS = {
    AlgorithmIdentifiers.RSA_USING_SHA256,
    AlgorithmIdentifiers.RSA_USING_SHA384,
    AlgorithmIdentifiers.RSA_USING_SHA512,
    AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
    AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
    AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384
  };

  private final OpenIdClient client;
  private final Clock clock;

  IdentityTokens(OpenIdClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * The verified e-mail address in the token.
   *
   * @param keys the provider's, a JSON Web Key Set
   * @throws SignInRefusedException if the token is not to be believed, or has no such address
   */
  String email(String token, String keys, SignInAttempt attempt) {
    JwtClaims claims = claims(token, keys);
    refuseUnless(
        attempt.nonce().equals(claims.getClaimValue("nonce")),
        "the identity token was made for another sign-in");
    refuseUnless(
        !claims.hasClaim("azp") || client.id().equals(claims.getClaimValue("azp")),
        "the identity token was made for another client");
    Object email = claims.getClaimValue("email");
    refuseUnless(email instanceof String, "the provider gives no e-mail address");
    // Some providers write it as text.
    refuseUnless(
        "true".equals(String.valueOf(claims.getClaimValue("email_verified"))),
        "the provider has not verified the e-mail address " + email);
    return String.valueOf(email);
  }

  private JwtClaims claims(String token, String keys) {
    try {
      JwtConsumer consumer =
          new JwtConsumerBuilder()
              .setJwsAlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS)
              .setVerificationKeyResolver(
                  new JwksVerificationKeyResolver(new JsonWebKeySet(keys).getJsonWebKeys()))
              .setExpectedIssuer(client.issuer().toString())
              .setExpectedAudience(client.id())
              .setRequireExpirationTime()
              .setRequireSubject()
              .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
              .setAllowedClockSkewInSeconds((int) CLOCK_SKEW.toSeconds())
              .build();
      return consumer.processToClaims(token);
    } catch (InvalidJwtException e) {
      throw new SignInRefusedException("the identity token is not to be believed", e);
    } catch (JoseException e) {
      throw new ProviderUnavailableException("the provider's keys cannot be read", e);
    }
  }

  private static void refuseUnless(boolean fine, String otherwise) {
    if (!fine) {
      throw new SignInRefusedException(otherwise);
    }
  }
}
