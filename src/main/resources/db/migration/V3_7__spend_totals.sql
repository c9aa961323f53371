-- What the ledger's rows of tasks accepted in a quarter of an hour come to: everywhere (scope '') and in
-- each chat. Limits are asked in every acceptance, and the sums of a month are too many rows for that.
CREATE TABLE spend_total (
  scope   TEXT   NOT NULL,
  quarter BIGINT NOT NULL,
  delta   BIGINT NOT NULL,
  PRIMARY KEY (scope, quarter)
);
INSERT INTO spend_total (scope, quarter, delta)
SELECT '', reserved_at - reserved_at % 900000, SUM(delta) FROM ledger GROUP BY 1, 2;
INSERT INTO spend_total (scope, quarter, delta)
SELECT chat, reserved_at - reserved_at % 900000, SUM(delta) FROM ledger GROUP BY 1, 2;
