package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteTaskStoreTest extends TaskStoreContract {
  @TempDir private Path folder;

  @Override
  Database open() {
    return Database.open(new DatabaseOptions.Embedded(folder));
  }

  @Override
  boolean isShared() {
    return false;
  }
}
