-- HSQLDB reads and writes whole rows, also to walk an index or to change one column. So what is large is kept apart from
-- what is searched, and the place of the last change, which moves with every outcome, apart from both.

CREATE CACHED TABLE event_content (
    event_seq BIGINT PRIMARY KEY,
    canonical VARCHAR(16M) NOT NULL,
    evidence VARCHAR(16M) NOT NULL,
    copies INTEGER NOT NULL,
    config_version VARCHAR(1000)
);

INSERT INTO event_content SELECT seq, canonical, evidence, copies, config_version FROM event;

CREATE CACHED TABLE event_change (
    event_seq BIGINT PRIMARY KEY,
    updated_offset BIGINT NOT NULL
);

INSERT INTO event_change SELECT seq, updated_offset FROM event;

CREATE INDEX event_change_by_offset ON event_change (updated_offset, event_seq);

DROP INDEX event_by_change;
ALTER TABLE event DROP COLUMN canonical;
ALTER TABLE event DROP COLUMN evidence;
ALTER TABLE event DROP COLUMN copies;
ALTER TABLE event DROP COLUMN config_version;
ALTER TABLE event DROP COLUMN updated_offset;
