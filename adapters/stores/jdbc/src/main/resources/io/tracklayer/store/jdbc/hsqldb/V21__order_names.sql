-- SPDX-License-Identifier: Apache-2.0
-- Events are found by their order's name and by other ways to write its id, under rows of event_key that an event
-- has only where these are not its order id. Events of before this version are given theirs when the store is opened.

DELETE FROM event_key_todo;
INSERT INTO event_key_todo SELECT 1, MAX(seq) + 1 FROM event HAVING COUNT(*) > 0;
