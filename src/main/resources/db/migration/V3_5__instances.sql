-- Who is at work here: several instances over one database, of which one works. Times are the database's.
CREATE TABLE instance (
  id         TEXT   NOT NULL PRIMARY KEY,
  host       TEXT   NOT NULL,
  version    TEXT   NOT NULL,
  started_at BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL
);
-- What only one of them may do at a time, and until when it may without asking again.
CREATE TABLE lease (
  name     TEXT   NOT NULL PRIMARY KEY,
  holder   TEXT   NOT NULL,
  folder   TEXT   NOT NULL,
  until_at BIGINT NOT NULL
);
