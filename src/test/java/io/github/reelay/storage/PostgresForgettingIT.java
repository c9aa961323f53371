package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;

class PostgresForgettingIT extends ForgettingContract {
  @Override
  Database open() {
    return Postgres.open();
  }
}
