-- Which task's video this one was made from, so that what links to that video is found.
ALTER TABLE task ADD COLUMN source TEXT;
CREATE INDEX task_source ON task (source) WHERE source IS NOT NULL;
