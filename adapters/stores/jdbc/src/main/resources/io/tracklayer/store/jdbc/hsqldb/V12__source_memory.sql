-- SPDX-License-Identifier: Apache-2.0
-- What sources remember between requests, under hashed keys.

CREATE CACHED TABLE source_memory (
    memory_key VARCHAR(64) PRIMARY KEY,
    remembered VARCHAR(8000) NOT NULL,
    written_at BIGINT NOT NULL
);

CREATE INDEX source_memory_by_age ON source_memory (written_at, memory_key);
