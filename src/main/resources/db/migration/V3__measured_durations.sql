-- How long the newest tasks of each model took at their provider.
CREATE TABLE measured_duration (
  task     TEXT   NOT NULL PRIMARY KEY,
  provider TEXT   NOT NULL,
  model    TEXT   NOT NULL,
  done_at  BIGINT NOT NULL,
  millis   BIGINT NOT NULL
);
CREATE INDEX measured_duration_model ON measured_duration (provider, model, done_at);
