-- SPDX-License-Identifier: Apache-2.0
-- What is due by store, the open deliveries of an order, and what went wrong for longer than a moment.

-- Deliveries from before have no store and are claimed like those of one more store.
ALTER TABLE delivery ADD COLUMN store VARCHAR(1000) DEFAULT '' NOT NULL;
DROP INDEX delivery_due;
CREATE INDEX delivery_due ON delivery (destination, status, store, next_attempt_at, event_seq);
CREATE CACHED TABLE delivery_store (
    destination VARCHAR(1000),
    store VARCHAR(1000),
    PRIMARY KEY (destination, store)
);

CREATE INDEX delivery_by_order ON delivery (order_id, destination, status, event_seq);

ALTER TABLE pause ADD COLUMN account VARCHAR(100) DEFAULT '' NOT NULL;

-- The place decides the order of the list: open ones first, then newest first.
CREATE CACHED TABLE incident (
    id BIGINT PRIMARY KEY,
    place BIGINT NOT NULL,
    kind VARCHAR(100) NOT NULL,
    destination VARCHAR(1000) NOT NULL,
    merchant VARCHAR(1000) NOT NULL,
    cause VARCHAR(1000) NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    last_at BIGINT NOT NULL,
    n BIGINT NOT NULL,
    sentence VARCHAR(1M) NOT NULL
);

CREATE UNIQUE INDEX incident_by_place ON incident (place);
CREATE INDEX incident_by_cause ON incident (cause, kind, place);

-- Requests in a row that failed or were told that there is no such thing.
CREATE CACHED TABLE streak (
    destination VARCHAR(1000) PRIMARY KEY,
    failures INTEGER NOT NULL,
    failing_since BIGINT NOT NULL,
    not_found INTEGER NOT NULL
);
