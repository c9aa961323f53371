package io.github.reelay.security;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing keys in files of one folder, readable by their owner only. */
public record KeyFiles(Path folder, RandomGenerator random) implements SigningKeys {
  private static final Logger log = LoggerFactory.getLogger(KeyFiles.class);

  /**
   * Reads the key, or makes one at the first start. A key that is too short (its file was damaged)
   * is made anew and logged: what it signed is not valid any more.
   */
  @Override
  public HmacSigner signer(SigningKey key) throws IOException {
    byte[] stored = find(key).orElse(null);
    if (stored != null) {
      return new HmacSigner(stored);
    }
    Path file = file(key);
    if (Files.deleteIfExists(file)) {
      log.atWarn()
          .log("{} is damaged and is made anew: what it signed is not valid any more", file);
    }
    byte[] fresh = HmacSigner.newKey(random);
    create(file, fresh);
    return new HmacSigner(fresh);
  }

  /** The key that is there; makes none. */
  public Optional<byte[]> find(SigningKey key) throws IOException {
    Path file = file(key);
    return Files.exists(file)
        ? Optional.of(Files.readAllBytes(file)).filter(HmacSigner::isKey)
        : Optional.empty();
  }

  /** Where a key lies, or would. */
  public Path file(SigningKey key) {
    return folder.resolve(key.label() + ".key");
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
}
