package io.github.reelay.storage.database;

import java.nio.file.Path;

/**
 * The data folder is in use by another process; two would each believe that every task is theirs
 * alone.
 */
public final class DataFolderInUseException extends RuntimeException {
  private final transient Path folder;

  DataFolderInUseException(Path folder) {
    super("the data folder " + folder.toAbsolutePath() + " is in use by another running Reelay");
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }
}
