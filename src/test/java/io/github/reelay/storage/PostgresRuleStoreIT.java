package io.github.reelay.storage;

class PostgresRuleStoreIT extends RuleStoreContract {
  @Override
  Database open() {
    return Postgres.open();
  }
}
