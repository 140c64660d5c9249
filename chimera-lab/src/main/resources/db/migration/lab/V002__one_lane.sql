-- Updates come in one lane since files are fetched by themselves, after the message is told.

DROP INDEX news_in_lane;
ALTER TABLE news DROP COLUMN lane;
ALTER TABLE news DROP COLUMN only_for;

CREATE TABLE device_of_one_lane (
    owner        INTEGER NOT NULL REFERENCES person (id),
    name         TEXT    NOT NULL,
    acknowledged INTEGER NOT NULL,
    heard_at     INTEGER NOT NULL,
    PRIMARY KEY (owner, name)
) STRICT, WITHOUT ROWID;

INSERT INTO device_of_one_lane (owner, name, acknowledged, heard_at)
SELECT owner, name, min(acknowledged), max(heard_at) FROM device GROUP BY owner, name;

DROP TABLE device;
ALTER TABLE device_of_one_lane RENAME TO device;
