package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;

class PostgresTaskStoreIT extends TaskStoreContract {
  @Override
  Database open() {
    return Postgres.open();
  }
}
