package io.github.reelay.storage.database;

import io.github.reelay.security.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A lock that keeps a second process out of a data folder. The operating system lets go of the lock
 * when the process ends, however it ends, so a kill leaves nothing to clean up.
 */
public final class FolderLock implements AutoCloseable {
  public static final String FILE_NAME = "lock";

  private static final String UNFINISHED = "restore.unfinished";

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
              folder.resolve(FILE_NAME),
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

  /**
   * Marks a folder whose contents are being exchanged, so that nobody takes half of it for whole.
   *
   * @return the mark, to be deleted when all of it is there
   */
  public static Path markUnfinished(Path folder) throws IOException {
    Path mark = folder.resolve(UNFINISHED);
    if (!Files.exists(mark)) {
      Files.createFile(mark, OwnerOnly.fileAttributes(mark));
    }
    return mark;
  }

  /**
   * Takes the folder to work in what is there.
   *
   * @throws DataFolderInUseException if somebody else has it
   * @throws UnfinishedRestoreException if the exchange of its contents was interrupted
   */
  static FolderLock acquireWhole(Path folder) {
    FolderLock lock = acquire(folder);
    if (Files.exists(folder.resolve(UNFINISHED))) {
      lock.close();
      throw new UnfinishedRestoreException(folder);
    }
    return lock;
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
