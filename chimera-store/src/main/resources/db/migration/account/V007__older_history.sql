-- How far back the history that the cloud has of a dialog is here.

-- The cloud's id of the message down to which everything is here; none before anything older was asked for.
ALTER TABLE dialog ADD COLUMN history_from INTEGER;

-- Whether the cloud has nothing from before that.
ALTER TABLE dialog ADD COLUMN whole INTEGER NOT NULL DEFAULT 0 CHECK (whole IN (0, 1));
