-- One text for SQLite and PostgreSQL: moments are BIGINT milliseconds since 1970, JSON is TEXT, people and chats
-- are "platform:id".

-- The body is the whole task; the other columns repeat what is searched for.
CREATE TABLE task (
  id          TEXT    NOT NULL PRIMARY KEY,
  version     BIGINT  NOT NULL,
  origin      TEXT    NOT NULL UNIQUE,
  state       TEXT    NOT NULL,
  since_at    BIGINT  NOT NULL,
  over        BOOLEAN NOT NULL,
  due_at      BIGINT,
  person      TEXT    NOT NULL,
  chat        TEXT    NOT NULL,
  server      TEXT,
  provider    TEXT    NOT NULL,
  model       TEXT    NOT NULL,
  visible     BOOLEAN NOT NULL,
  not_before  BIGINT,
  picture     TEXT,
  accepted_at BIGINT  NOT NULL,
  body        TEXT    NOT NULL
);
CREATE INDEX task_due ON task (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX task_open ON task (state, id) WHERE NOT over;
CREATE INDEX task_state ON task (state, id);
CREATE INDEX task_person ON task (person, id);
CREATE INDEX task_delivered ON task (person, chat, since_at) WHERE state = 'DELIVERED';
CREATE INDEX task_chat ON task (chat);
CREATE INDEX task_over ON task (since_at) WHERE over;
CREATE INDEX task_picture ON task (picture) WHERE picture IS NOT NULL;

-- Which task a chat message belongs to: its status message, its posted video.
CREATE TABLE task_message (
  chat    TEXT NOT NULL,
  message TEXT NOT NULL,
  task    TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  PRIMARY KEY (chat, message)
);
CREATE INDEX task_message_task ON task_message (task);

-- Rows are only added. No foreign key: the sums outlive the tasks.
CREATE TABLE ledger (
  task        TEXT   NOT NULL,
  stage       TEXT   NOT NULL,
  delta       BIGINT NOT NULL,
  person      TEXT   NOT NULL,
  chat        TEXT   NOT NULL,
  server      TEXT,
  provider    TEXT   NOT NULL,
  model       TEXT   NOT NULL,
  reserved_at BIGINT NOT NULL,
  written_at  BIGINT NOT NULL,
  PRIMARY KEY (task, stage),
  CHECK (stage IN ('RESERVE', 'HOLD', 'SETTLE', 'RELEASE'))
);
-- Every reservation ends once: settled or released, never both.
CREATE UNIQUE INDEX ledger_end ON ledger (task) WHERE stage IN ('SETTLE', 'RELEASE');
-- Totals are read in every acceptance, so each sum is answered by its index alone.
CREATE INDEX ledger_all ON ledger (reserved_at, delta);
CREATE INDEX ledger_person ON ledger (person, reserved_at, stage, delta);
CREATE INDEX ledger_chat ON ledger (chat, reserved_at, delta);

-- Whoever accepts a task locks this row first, so that acceptances follow one another on PostgreSQL too.
CREATE TABLE ledger_gate (
  id     INT    NOT NULL PRIMARY KEY,
  passes BIGINT NOT NULL
);
INSERT INTO ledger_gate (id, passes) VALUES (1, 0);
