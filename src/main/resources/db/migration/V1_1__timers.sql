-- db-scheduler's own table; its column types are the ones it asks for. SQLite keeps bytes under any type name, so
-- PostgreSQL's name for them serves both.
CREATE TABLE timer (
  task_name            TEXT                     NOT NULL,
  task_instance        TEXT                     NOT NULL,
  task_data            BYTEA,
  execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
  picked               BOOLEAN                  NOT NULL,
  picked_by            TEXT,
  last_success         TIMESTAMP WITH TIME ZONE,
  last_failure         TIMESTAMP WITH TIME ZONE,
  consecutive_failures INT,
  last_heartbeat       TIMESTAMP WITH TIME ZONE,
  version              BIGINT                   NOT NULL,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX timer_due ON timer (execution_time);
CREATE INDEX timer_heartbeat ON timer (last_heartbeat);
