package io.github.reelay.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signer of what is given to browsers and comes back. Immutable, thread-safe. */
final class HmacSigner {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;

  HmacSigner(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** Reads the key, or makes one. A key that was cut short by a crash is made again. */
  static HmacSigner loadOrCreate(Path file, RandomGenerator random) throws IOException {
    if (Files.exists(file)) {
      byte[] stored = Files.readAllBytes(file);
      if (stored.length == KEY_BYTES) {
        return new HmacSigner(stored);
      }
    }
    byte[] fresh = new byte[KEY_BYTES];
    random.nextBytes(fresh);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.deleteIfExists(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, fresh, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    } else {
      Files.write(
          file,
          fresh,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
    }
    return new HmacSigner(fresh);
  }

  /**
   * @param purpose keeps a signature made for one thing from being used for another
   */
  String sign(String purpose, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] sum = mac.doFinal((purpose + '\0' + text).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  boolean verify(String purpose, String text, String signature) {
    return constantTimeEquals(sign(purpose, text), signature);
  }

  /** Compares without telling by its time how much was right. */
  static boolean constantTimeEquals(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
