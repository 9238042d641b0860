-- SPDX-License-Identifier: Apache-2.0
-- What platforms took and tell later: one row per request, until it is told or given up.

CREATE CACHED TABLE inquiry (
    attempt_id VARCHAR(1000) PRIMARY KEY,
    destination VARCHAR(1000) NOT NULL,
    receipt VARCHAR(1000) NOT NULL,
    events VARCHAR(16M) NOT NULL,
    begun_at BIGINT NOT NULL,
    asked INTEGER NOT NULL,
    pace_millis BIGINT NOT NULL,
    due_at BIGINT NOT NULL
);

CREATE INDEX inquiry_due ON inquiry (destination, due_at, attempt_id);
CREATE INDEX inquiry_by_age ON inquiry (begun_at, attempt_id);
