package io.github.reelay.storage;

import io.github.reelay.config.Secret;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;

class PostgresLimitRaceIT {
  @RepeatedTest(5)
  void moneyForTenAcceptsExactlyTenInTwoProcesses() throws Exception {
    DatabaseOptions options = new DatabaseOptions.Server(new Secret(Postgres.freshDatabase()));
    try (Database one = Database.open(options);
        Database two = Database.open(options)) {
      LimitRace.run(List.of(one, two));
    }
  }
}
