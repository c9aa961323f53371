-- Raw events of the platforms. A handled one keeps its key against repeats, not its payload.
CREATE TABLE inbox (
  platform  TEXT   NOT NULL,
  event_key TEXT   NOT NULL,
  place     BIGINT NOT NULL,
  payload   TEXT,
  stored_at BIGINT NOT NULL,
  PRIMARY KEY (platform, event_key)
);
CREATE INDEX inbox_place ON inbox (place);
CREATE INDEX inbox_pending ON inbox (platform, place) WHERE payload IS NOT NULL;
CREATE INDEX inbox_handled ON inbox (stored_at) WHERE payload IS NULL;

CREATE TABLE bookmark (
  name     TEXT NOT NULL PRIMARY KEY,
  position TEXT NOT NULL
);

CREATE TABLE draft (
  id      TEXT   NOT NULL PRIMARY KEY,
  origin  TEXT   NOT NULL UNIQUE,
  person  TEXT   NOT NULL,
  chat    TEXT   NOT NULL,
  picture TEXT,
  made_at BIGINT NOT NULL,
  body    TEXT   NOT NULL
);
CREATE INDEX draft_picture ON draft (picture) WHERE picture IS NOT NULL;
CREATE INDEX draft_made ON draft (made_at);
CREATE INDEX draft_person ON draft (person);
CREATE INDEX draft_chat ON draft (chat);

CREATE TABLE preference (
  person TEXT NOT NULL,
  name   TEXT NOT NULL,
  value  TEXT NOT NULL,
  PRIMARY KEY (person, name)
);

CREATE TABLE transcript (
  id         TEXT   NOT NULL PRIMARY KEY,
  person     TEXT   NOT NULL,
  sequence   BIGINT NOT NULL UNIQUE,
  written_at BIGINT NOT NULL,
  body       TEXT
);
CREATE INDEX transcript_written ON transcript (written_at);
CREATE INDEX transcript_person ON transcript (person, sequence);
-- The last sequence number given out. Its row lock makes numbers become visible in their order, so that a reader
-- who has seen 7 never misses a 6.
CREATE TABLE transcript_counter (
  id   INT    NOT NULL PRIMARY KEY,
  last BIGINT NOT NULL
);
INSERT INTO transcript_counter (id, last) VALUES (1, 0);

-- Tasks that were still open when their person asked to be forgotten; blanked when they are over.
CREATE TABLE forgetting (
  task TEXT NOT NULL PRIMARY KEY REFERENCES task (id) ON DELETE CASCADE
);
