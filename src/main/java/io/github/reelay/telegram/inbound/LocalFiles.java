package io.github.reelay.telegram.inbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The files of a Bot API server that runs on this computer with {@code --local}: it tells where
 * they are on the disk and serves none of them (docs/facts.md, "Telegram: files and tokens").
 *
 * @param folder nothing outside of it is read, whatever the server says
 */
record LocalFiles(Path folder) {
  /** Whether a file's path is one on a disk; the public server's are relative. */
  static boolean isLocal(String path) {
    try {
      return Path.of(path).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Opens a file; links are followed before it is decided where it is. */
  InputStream open(String path) throws IOException {
    Path real = Path.of(path).toRealPath();
    if (!real.startsWith(folder.toRealPath()) || !Files.isRegularFile(real)) {
      throw new NoSuchFileException("outside telegram.local-files");
    }
    return Files.newInputStream(real);
  }
}
