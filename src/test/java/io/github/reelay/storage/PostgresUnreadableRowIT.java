package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;

class PostgresUnreadableRowIT extends UnreadableRowContract {
  @Override
  Database open() {
    return Postgres.open();
  }
}
