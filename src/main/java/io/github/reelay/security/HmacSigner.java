package io.github.reelay.security;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A signer (HMAC-SHA256) of what is given to others and comes back: cookies and media links.
 *
 * <p>Its key is a file of random bytes in the data folder, readable by its owner only. Immutable,
 * thread-safe.
 */
public final class HmacSigner {
  private static final Logger log = LoggerFactory.getLogger(HmacSigner.class);

  private static final String ALGORITHM = "HmacSHA256";

  /**
   * As long as the hash (RFC 2104, section 3): a shorter key weakens it, a longer one adds little.
   */
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;

  public HmacSigner(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * Reads the key, or makes one at the first start. A key that is too short (its file was damaged)
   * is made anew and logged: what it signed is not valid any more.
   */
  public static HmacSigner loadOrCreate(Path file, RandomGenerator random) throws IOException {
    if (Files.exists(file)) {
      byte[] stored = Files.readAllBytes(file);
      if (stored.length >= KEY_BYTES) {
        return new HmacSigner(stored);
      }
      log.atWarn()
          .log("{} is damaged and is made anew: what it signed is not valid any more", file);
      Files.delete(file);
    }
    byte[] fresh = new byte[KEY_BYTES];
    random.nextBytes(fresh);
    create(file, fresh);
    return new HmacSigner(fresh);
  }

  private static void create(Path file, byte[] bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      OwnerOnly.createFolder(folder);
    }
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
            OwnerOnly.fileAttributes(file))) {
      channel.write(ByteBuffer.wrap(bytes));
      channel.force(true);
    }
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
