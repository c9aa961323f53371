package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class LimitRaceTest {
  @TempDir private Path folder;

  @RepeatedTest(5)
  void moneyForTenAcceptsExactlyTen() throws Exception {
    try (Database database = Database.open(new DatabaseOptions.Embedded(folder))) {
      LimitRace.run(List.of(database));
    }
  }
}
