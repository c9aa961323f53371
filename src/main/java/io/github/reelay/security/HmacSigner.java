package io.github.reelay.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signer (HMAC-SHA256) of what is given to others and comes back: cookies and media links.
 *
 * <p>Where its key is kept is {@link SigningKeys}' affair. Immutable, thread-safe.
 */
public final class HmacSigner {
  private static final String ALGORITHM = "HmacSHA256";

  /**
   * As long as the hash (RFC 2104, section 3): a shorter key weakens it, a longer one adds little.
   */
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;

  public HmacSigner(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** A key that nobody can guess, if the random numbers are such. */
  public static byte[] newKey(RandomGenerator random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return key;
  }

  /** Whether these bytes are long enough for a key; a damaged one is not. */
  public static boolean isKey(byte[] bytes) {
    return bytes.length >= KEY_BYTES;
  }

  /** The signature of a text, URL-safe and without padding. */
  public String sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /**
   * The signature of a text for one purpose.
   *
   * @param purpose keeps a signature made for one thing from being used for another
   */
  public String sign(String purpose, String text) {
    return sign(purpose + '\0' + text);
  }

  public boolean verify(String purpose, String text, String signature) {
    return constantTimeEquals(sign(purpose, text), signature);
  }

  /** Compares without telling by its time how much was right. */
  public static boolean constantTimeEquals(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
