package io.github.reelay.storage.database;

import java.nio.file.Path;

/** A restore into the data folder was interrupted: what is there is neither old nor new. */
public final class UnfinishedRestoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnfinishedRestoreException(Path folder) {
    super(
        "a restore into "
            + folder.toAbsolutePath()
            + " was interrupted; run `./reelay restore` again with the same backup (what was there"
            + " before is in before-restore-…)");
  }
}
