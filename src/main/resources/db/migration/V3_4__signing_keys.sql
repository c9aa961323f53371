-- The keys that sign cookies and links, in base64: every instance that shares the database signs and
-- checks with the same. Where one process has the database to itself they are files, and this is empty.
CREATE TABLE signing_key (
  name    TEXT   NOT NULL PRIMARY KEY,
  value   TEXT   NOT NULL,
  made_at BIGINT NOT NULL
);
