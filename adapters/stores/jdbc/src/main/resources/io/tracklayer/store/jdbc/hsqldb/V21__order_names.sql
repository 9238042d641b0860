-- SPDX-License-Identifier: Apache-2.0
-- Events are found by their order's name and by other ways to write its id, under rows of event_key that an event
-- has only where these are not its order id. Events of before this version are given theirs when the store is opened:
-- row 2 of event_key_todo says below which number; row 1 is V14's, if that was cut off, and goes first.

DELETE FROM event_key_todo WHERE one = 2;
INSERT INTO event_key_todo SELECT 2, MAX(seq) + 1 FROM event HAVING COUNT(*) > 0;
