-- Which task's video this one goes on from: clips continued from one another are a film.
ALTER TABLE task ADD COLUMN continues TEXT;
CREATE INDEX task_continues ON task (continues) WHERE continues IS NOT NULL;
