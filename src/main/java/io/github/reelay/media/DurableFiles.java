package io.github.reelay.media;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.github.reelay.security.OwnerOnly;
import io.github.reelay.security.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** File operations that a power cut does not undo. */
public final class DurableFiles {
  private DurableFiles() {}

  /** Forces a file's bytes to disk. */
  public static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /**
   * Puts a synced file under its final name, for its owner only; the name, too, is on disk when
   * this returns.
   */
  static void move(Path from, Path to) throws IOException {
    OwnerOnly.restrict(from);
    Files.move(from, to, ATOMIC_MOVE, REPLACE_EXISTING);
    // A folder can be opened for reading only; forcing it writes its entries.
    try (FileChannel folder = FileChannel.open(to.resolveSibling("."), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** Lower-case hex. */
  public static String sha256(Path file) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.newDigest().digest(bytes));
  }
}
