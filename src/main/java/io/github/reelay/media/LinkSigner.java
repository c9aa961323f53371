package io.github.reelay.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signer of media links: an HMAC key of 32 random bytes in a file of the data folder, readable
 * by its owner.
 */
final class LinkSigner {
  private static final int KEY_BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private LinkSigner(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** Reads the key, or makes it at the first start. */
  static LinkSigner openOrCreate(Path file, RandomGenerator random) throws IOException {
    try {
      byte[] fresh = new byte[KEY_BYTES];
      random.nextBytes(fresh);
      create(file, fresh);
    } catch (FileAlreadyExistsException made) {
      // An earlier start made it; links given then still hold.
    }
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length < KEY_BYTES) {
      throw new IOException(file + " is damaged: delete it, links given so far then end");
    }
    return new LinkSigner(bytes);
  }

  private static void create(Path file, byte[] bytes) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try (var channel = Files.newByteChannel(file, fresh, ownerOnly)) {
      channel.write(java.nio.ByteBuffer.wrap(bytes));
    }
  }

  /** URL-safe, without padding. */
  String sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
