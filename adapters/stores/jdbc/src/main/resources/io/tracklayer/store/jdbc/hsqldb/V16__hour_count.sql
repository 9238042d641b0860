-- SPDX-License-Identifier: Apache-2.0
-- Counts by the UTC hour (hours since 1970) in which something arrived. What is there already is counted once, so that a
-- delivery which moves on later is taken from a count it is in.

CREATE CACHED TABLE arrived_hour (
    hour_at INTEGER,
    merchant VARCHAR(1000),
    store VARCHAR(1000),
    source VARCHAR(1000),
    verdict VARCHAR(20),
    reason VARCHAR(1000),
    n BIGINT NOT NULL,
    PRIMARY KEY (hour_at, merchant, store, source, verdict, reason)
);

INSERT INTO arrived_hour
    SELECT hour_at, merchant, store, source, verdict, reason, COUNT(*) FROM (
        SELECT CAST(received_at / 3600000000 AS INTEGER) AS hour_at, merchant, store, source, verdict, reason
        FROM observation
    ) AS known GROUP BY hour_at, merchant, store, source, verdict, reason;

CREATE CACHED TABLE delivery_hour (
    hour_at INTEGER,
    merchant VARCHAR(1000),
    store VARCHAR(1000),
    destination VARCHAR(1000),
    status VARCHAR(20),
    reason VARCHAR(1000),
    n BIGINT NOT NULL,
    PRIMARY KEY (hour_at, merchant, store, destination, status, reason)
);

INSERT INTO delivery_hour
    SELECT hour_at, merchant, store, destination, status, reason, COUNT(*) FROM (
        SELECT CAST(created_at / 3600000000 AS INTEGER) AS hour_at, merchant, store, destination, status, reason
        FROM delivery
    ) AS known GROUP BY hour_at, merchant, store, destination, status, reason;
