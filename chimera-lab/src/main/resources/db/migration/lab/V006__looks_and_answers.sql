-- How stretches of a text look, as JSON, and which message another one answers.

ALTER TABLE message ADD COLUMN looks TEXT;
ALTER TABLE message ADD COLUMN answers INTEGER REFERENCES message (id);
