package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;

class PostgresDurationStoreIT extends DurationStoreContract {
  @Override
  Database open() {
    return Postgres.open();
  }
}
