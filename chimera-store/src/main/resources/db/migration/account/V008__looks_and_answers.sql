-- How stretches of a text look, and which message another one answers.

-- First UTF-16 unit, length, style and for some a value (percent-encoded), with commas between; spans with spaces between.
ALTER TABLE message ADD COLUMN spans TEXT;
ALTER TABLE dispatch ADD COLUMN spans TEXT;
ALTER TABLE doubt ADD COLUMN spans TEXT;

-- By its id here or, where the cloud has a name for it, by the cloud's; never both.
ALTER TABLE message ADD COLUMN answers TEXT;
ALTER TABLE message ADD COLUMN answers_cloud_id INTEGER;
ALTER TABLE dispatch ADD COLUMN answers TEXT;
ALTER TABLE dispatch ADD COLUMN answers_cloud_id INTEGER;
