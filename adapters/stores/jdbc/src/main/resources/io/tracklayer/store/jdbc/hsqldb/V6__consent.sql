-- SPDX-License-Identifier: Apache-2.0
-- What visitors and customers decided, the latest choice per purpose, under hashed keys.

CREATE CACHED TABLE stored_consent (
    visitor VARCHAR(64) PRIMARY KEY,
    choices VARCHAR(16000) NOT NULL,
    version INTEGER NOT NULL,
    last_at BIGINT NOT NULL
);

CREATE INDEX stored_consent_by_age ON stored_consent (last_at, visitor);
