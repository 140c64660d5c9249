-- How stretches of a text look, which message another one answers, and which it comes behind.

-- First UTF-16 unit, length, style and for some a value (percent-encoded), with commas between; spans with spaces between.
ALTER TABLE message ADD COLUMN spans TEXT;
ALTER TABLE dispatch ADD COLUMN spans TEXT;
ALTER TABLE doubt ADD COLUMN spans TEXT;

-- By its id here or, where the cloud has a name for it, by the cloud's; never both.
ALTER TABLE message ADD COLUMN answers TEXT;
ALTER TABLE message ADD COLUMN answers_cloud_id INTEGER;
ALTER TABLE doubt ADD COLUMN answers TEXT;
ALTER TABLE doubt ADD COLUMN answers_cloud_id INTEGER;
ALTER TABLE dispatch ADD COLUMN answers TEXT;
ALTER TABLE dispatch ADD COLUMN answers_cloud_id INTEGER;

-- A gap before a message that could not wait for its author's one before it, which the cloud has not brought: the cloud's
-- date for that (seconds since 1970) and the SHA-256 of what is in it. 4 096 positions below this one were kept free.
ALTER TABLE message ADD COLUMN missing_date INTEGER;
ALTER TABLE message ADD COLUMN missing TEXT;
CREATE INDEX message_behind_a_gap ON message (dialog, position) WHERE missing_date IS NOT NULL;
