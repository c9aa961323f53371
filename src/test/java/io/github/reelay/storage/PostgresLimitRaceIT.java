package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;

class PostgresLimitRaceIT {
  @RepeatedTest(5)
  void moneyForTenAcceptsExactlyTenInTwoProcesses() throws Exception {
    DatabaseOptions options = DatabaseOptions.of(Path.of("unused"), Postgres.freshDatabase());
    try (Database one = Database.open(options);
        Database two = Database.open(options)) {
      LimitRace.run(List.of(one, two));
    }
  }
}
