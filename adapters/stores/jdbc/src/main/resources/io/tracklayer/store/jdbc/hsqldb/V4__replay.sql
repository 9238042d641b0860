-- SPDX-License-Identifier: Apache-2.0
-- Deliveries that an operator has sent again, and what operators did. Both grow by what people do, so they are kept.

CREATE CACHED TABLE replay (
    id VARCHAR(100) PRIMARY KEY,
    started_offset BIGINT NOT NULL,
    state VARCHAR(20) NOT NULL,
    ordered VARCHAR(1M) NOT NULL,
    started_by VARCHAR(1000) NOT NULL,
    expected BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    sentence VARCHAR(1M) NOT NULL,
    chunks INTEGER NOT NULL,
    cursor_seq BIGINT NOT NULL,
    cursor_destination VARCHAR(1000) NOT NULL,
    last_chunk_at BIGINT,
    is_selected BOOLEAN NOT NULL,
    queued BIGINT NOT NULL,
    delivered BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    skipped BIGINT NOT NULL,
    excluded VARCHAR(1M) NOT NULL
);

CREATE INDEX replay_by_start ON replay (started_offset);
CREATE INDEX replay_by_state ON replay (state, started_offset);

CREATE CACHED TABLE audit_entry (
    entry_offset BIGINT,
    action VARCHAR(100),
    subject VARCHAR(1000),
    made_at BIGINT NOT NULL,
    made_by VARCHAR(1000) NOT NULL,
    detail VARCHAR(1M) NOT NULL,
    PRIMARY KEY (entry_offset, action, subject)
);

-- resend_until is set while and after a delivery that was accepted goes once more.
ALTER TABLE delivery ADD COLUMN replay_id VARCHAR(100);
ALTER TABLE delivery ADD COLUMN requeued_at BIGINT;
ALTER TABLE delivery ADD COLUMN resend_until BIGINT;
