-- Events with deliveries that wait for their visitor's answer, under the visitor's hashed keys.

CREATE CACHED TABLE consent_wait (
    visitor VARCHAR(64),
    event_seq BIGINT,
    until_at BIGINT NOT NULL,
    PRIMARY KEY (visitor, event_seq)
);

CREATE INDEX consent_wait_by_end ON consent_wait (until_at, visitor, event_seq);
