-- What operators and moderators set at run time, over what the configuration says.
CREATE TABLE policy_rule (
  place TEXT NOT NULL,
  name  TEXT NOT NULL,
  tier  TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (place, name, tier)
);

-- Who set what. Rows are only added.
CREATE TABLE policy_change (
  made_at      BIGINT NOT NULL,
  who          TEXT   NOT NULL,
  said_in      TEXT   NOT NULL,
  what         TEXT   NOT NULL,
  value_before TEXT   NOT NULL,
  value_after  TEXT   NOT NULL
);
CREATE INDEX policy_change_made ON policy_change (made_at);
