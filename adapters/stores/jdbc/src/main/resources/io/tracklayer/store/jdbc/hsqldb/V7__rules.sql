-- SPDX-License-Identifier: Apache-2.0
-- What rules do to an event beside taking out fields, and how long they have it wait: JSON, or empty.

ALTER TABLE delivery ADD COLUMN treatment VARCHAR(1M) DEFAULT '' NOT NULL;
