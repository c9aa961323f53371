package io.github.reelay.storage;

class PostgresForgettingIT extends ForgettingContract {
  @Override
  Database open() {
    return Postgres.open();
  }
}
