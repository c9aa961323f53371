package io.github.reelay.storage;

class PostgresTaskStoreIT extends TaskStoreContract {
  @Override
  Database open() {
    return Postgres.open();
  }
}
