package dev.millrace.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** An OpenID provider of a test's own, by which anybody is signed in at once. */
public final class TestProvider implements AutoCloseable {

  public static final String CLIENT = "millrace";
  public static final String SECRET = "a secret, with % and :";
  private static final long YEAR_2020 = 1_577_836_800L;
  private static final long YEAR_2100 = 4_102_444_800L;

  private final HttpServer server;
  private final RsaJsonWebKey key = key();
  private Map<String, String> asked = Map.of();
  private Map<String, Object> claims = Map.of();
  private Signer signer = Signer.KEY;
  private String code = "";
  private @Nullable Object redemption;
  private boolean silent;
  private @Nullable String name;

  /** Who signs identity tokens. */
  enum Signer {
    /** The provider. */
    KEY,
    /** Somebody with a key that is not published, under the name of one that is. */
    ANOTHER_KEY,
    /** Somebody with a key that has no known name either. */
    UNKNOWN_KEY,
    /** Whoever knows the client's secret. */
    SECRET,
    /** Anybody: with what is published, taken for a secret. */
    PUBLISHED,
    /** Nobody. */
    NOBODY
  }

  public TestProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/.well-known/openid-configuration", at -> answer(at, 200, description()));
    Object published = key.toParams(OutputControlLevel.PUBLIC_ONLY);
    server.createContext("/keys", at -> answer(at, 200, Map.of("keys", List.of(published))));
    server.createContext("/token", this::redeem);
    // Nothing that a token says is to be believed because of this.
    server.createContext("/introspect", at -> answer(at, 200, Map.of("active", true)));
    server.start();
  }

  public URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * Signs somebody in whose browser was sent here.
   *
   * @param changed claims in place of the true ones; null takes one out
   * @return the code for the way back
   */
  public String signIn(URI sent, Map<String, @Nullable Object> changed) {
    asked = fields(sent.getRawQuery());
    Map<String, Object> all = new HashMap<>();
    all.put("iss", issuer().toString());
    all.put("aud", CLIENT);
    all.put("sub", "1");
    all.put("iat", YEAR_2020);
    all.put("exp", YEAR_2100);
    all.put("nonce", asked("nonce"));
    all.put("email_verified", true);
    changed.forEach(
        (name, value) -> {
          if (value == null) {
            all.remove(name);
          } else {
            all.put(name, value);
          }
        });
    claims = all;
    signer = Signer.KEY;
    redemption = null;
    code = UUID.randomUUID().toString();
    return code;
  }

  /** Who signs the token of this sign-in. */
  void letSign(Signer other) {
    signer = other;
  }

  /** What the code of this sign-in is redeemed with, in JSON. */
  void letRedeem(Object json) {
    redemption = json;
  }

  /** Has its description name another issuer. */
  void callItself(String name) {
    this.name = name;
  }

  /** Whether from now on requests stay without an answer. */
  void setSilent(boolean silent) {
    this.silent = silent;
  }

  /** What the browser was sent here with. */
  public String asked(String name) {
    return asked.getOrDefault(name, "");
  }

  private Map<String, Object> description() {
    return Map.of(
        "issuer", name == null ? issuer().toString() : name,
        "authorization_endpoint", issuer() + "/authorize",
        "token_endpoint", issuer() + "/token",
        "introspection_endpoint", issuer() + "/introspect",
        "jwks_uri", issuer() + "/keys");
  }

  private void redeem(HttpExchange at) throws IOException {
    String body = new String(at.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = fields(body);
    boolean good =
        !code.isEmpty()
            && code.equals(form.get("code"))
            && asked("redirect_uri").equals(form.get("redirect_uri"))
            && asked("code_challenge").equals(sha256(form.getOrDefault("code_verifier", "")))
            && isClient(at.getRequestHeaders().getFirst("Authorization"));
    code = "";
    answer(at, good ? 200 : 400, good ? redeemed() : Map.of("error", "invalid_grant"));
  }

  private Object redeemed() {
    return redemption == null ? Map.of("id_token", token(), "access_token", "opaque") : redemption;
  }

  private static boolean isClient(@Nullable String authorization) {
    if (authorization == null) {
      return false;
    }
    byte[] both = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
    List<String> parts =
        Arrays.stream(new String(both, StandardCharsets.UTF_8).split(":"))
            .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
            .toList();
    return parts.equals(List.of(CLIENT, SECRET));
  }

  /** An identity token of whom was signed in last. */
  String token() {
    try {
      JwtClaims all = new JwtClaims();
      claims.forEach(all::setClaim);
      JsonWebSignature signature = new JsonWebSignature();
      signature.setPayload(all.toJson());
      signature.setKeyIdHeaderValue(signer == Signer.UNKNOWN_KEY ? "two" : key.getKeyId());
      signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
      signature.setDoKeyValidation(false);
      signature.setAlgorithmHeaderValue(
          switch (signer) {
            case KEY, ANOTHER_KEY, UNKNOWN_KEY -> "RS256";
            case SECRET, PUBLISHED -> "HS256";
            case NOBODY -> "none";
          });
      signature.setKey(
          switch (signer) {
            case KEY -> key.getPrivateKey();
            case ANOTHER_KEY, UNKNOWN_KEY -> key().getPrivateKey();
            case SECRET -> new HmacKey(SECRET.getBytes(StandardCharsets.UTF_8));
            case PUBLISHED -> new HmacKey(key.getPublicKey().getEncoded());
            case NOBODY -> null;
          });
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RsaJsonWebKey key() {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId("one");
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, String> fields(String encoded) {
    return Arrays.stream(encoded.split("&"))
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange at, int status, Object json) {
    try (at) {
      if (silent) {
        return;
      }
      byte[] body = new ObjectMapper().writeValueAsBytes(json);
      at.getResponseHeaders().set("Content-Type", "application/json");
      at.sendResponseHeaders(status, body.length);
      at.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
