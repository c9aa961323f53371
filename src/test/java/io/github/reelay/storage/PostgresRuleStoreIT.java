package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;

class PostgresRuleStoreIT extends RuleStoreContract {
  @Override
  Database open() {
    return Postgres.open();
  }
}
