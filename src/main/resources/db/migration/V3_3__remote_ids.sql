-- What the provider calls it; '' where it has no name for it, null in rows that nobody has written since.
ALTER TABLE task ADD COLUMN remote_id TEXT;
CREATE INDEX task_remote_id ON task (provider, remote_id);
