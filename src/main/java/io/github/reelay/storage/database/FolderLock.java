package io.github.reelay.storage.database;

import io.github.reelay.security.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A lock that keeps a second process out of a data folder. The operating system lets go of the lock
 * when the process ends, however it ends, so a kill leaves nothing to clean up.
 */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder, making it if need be.
   *
   * @throws DataFolderInUseException if somebody else has it
   */
  public static FolderLock acquire(Path folder) {
    try {
      OwnerOnly.createFolder(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              OwnerOnly.fileAttributes(folder));
      if (tryLock(channel)) {
        return new FolderLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the data folder " + folder.toAbsolutePath() + " cannot be used", e);
    }
    throw new DataFolderInUseException(folder);
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by this very process
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
