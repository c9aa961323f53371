package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;

class PostgresConversationIT extends ConversationContract {
  @Override
  Database open() {
    return Postgres.open();
  }
}
