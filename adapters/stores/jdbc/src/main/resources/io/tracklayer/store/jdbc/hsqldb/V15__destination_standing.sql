-- SPDX-License-Identifier: Apache-2.0
-- What operators ordered about destinations, and the last good and bad answer of each.

-- Apart from "pause", which says what the platform asks for: that goes on beneath.
CREATE CACHED TABLE ordered_pause (
    destination VARCHAR(1000) PRIMARY KEY,
    sentence VARCHAR(1M) NOT NULL,
    paused_since BIGINT NOT NULL,
    paused_until BIGINT NOT NULL
);

-- One row a destination, changed once per request, so that no page looks for it.
CREATE CACHED TABLE pulse (
    destination VARCHAR(1000) PRIMARY KEY,
    good_at BIGINT,
    good_attempt VARCHAR(1000),
    good_code VARCHAR(1M),
    bad_at BIGINT,
    bad_attempt VARCHAR(1000),
    bad_code VARCHAR(1M)
);
