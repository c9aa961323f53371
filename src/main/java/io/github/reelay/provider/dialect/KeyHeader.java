package io.github.reelay.provider.dialect;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a relay wants the account's key: in which header, and how it is written there. */
public enum KeyHeader {
  BEARER("Authorization", "Bearer "),
  KEY("Authorization", "Key "),
  TOKEN("Authorization", "Token "),
  X_GOOG_API_KEY("x-goog-api-key", ""),
  /** A token of HS256, made afresh for each request of a key {@code access:secret}. */
  JWT("Authorization", "Bearer "),
  NONE("Authorization", "");

  /**
   * As the relays' examples have it: it began just now, for clocks differ, and is good for 30 min.
   */
  private static final long JWT_SECONDS = 1_800;

  private static final long JWT_EARLIER = 5;

  private final String header;
  private final String prefix;

  KeyHeader(String header, String prefix) {
    this.header = header;
    this.prefix = prefix;
  }

  public String header() {
    return header;
  }

  public String value(String key, Instant now) {
    return prefix + (this == JWT ? token(key, now.getEpochSecond()) : key);
  }

  private static String token(String key, long now) {
    int colon = key.indexOf(':');
    String issuer = key.substring(0, Math.max(colon, 0)).replaceAll("[\"\\\\]", "");
    String signed =
        base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
            + "."
            + base64(
                "{\"iss\":\"%s\",\"exp\":%d,\"nbf\":%d}"
                    .formatted(issuer, now + JWT_SECONDS, now - JWT_EARLIER));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(key.substring(colon + 1).getBytes(StandardCharsets.UTF_8), "Hmac"));
      return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException | IllegalArgumentException unusable) {
      throw new IllegalArgumentException("the key is no access:secret", unusable);
    }
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
