package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;

class PostgresSigningKeysIT extends SigningKeysContract {
  @Override
  Database open() {
    return Postgres.open();
  }
}
