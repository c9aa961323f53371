package io.github.reelay.storage;

class PostgresConversationIT extends ConversationContract {
  @Override
  Database open() {
    return Postgres.open();
  }
}
