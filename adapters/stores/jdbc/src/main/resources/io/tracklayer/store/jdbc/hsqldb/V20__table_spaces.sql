-- SPDX-License-Identifier: Apache-2.0
-- Tables that grow with every event have blocks of the file to themselves. In the space shared by all, each new row looks
-- for a gap among those that rows of other tables left, and HSQLDB sorts all gaps for that: half a megabyte of garbage a
-- row, 11 MB an event, of which 1.8 MB are left with this.

SET TABLE arrival NEW SPACE;
SET TABLE observation NEW SPACE;
SET TABLE event NEW SPACE;
SET TABLE event_content NEW SPACE;
SET TABLE event_change NEW SPACE;
SET TABLE event_source NEW SPACE;
SET TABLE event_key NEW SPACE;
SET TABLE merge_evidence NEW SPACE;
SET TABLE dedup_key NEW SPACE;
SET TABLE sighting NEW SPACE;
SET TABLE delivery NEW SPACE;
SET TABLE attempt NEW SPACE;
SET TABLE attempt_delivery NEW SPACE;
SET TABLE identity_person NEW SPACE;
SET TABLE identity_key NEW SPACE;
SET TABLE identity_touch NEW SPACE;
SET TABLE identity_join NEW SPACE;
