-- The audit trail by who did it, by what was done, and by time; newest first within each.
CREATE INDEX audit_entry_by_person ON audit_entry (made_by, entry_offset, action, subject);
CREATE INDEX audit_entry_by_action ON audit_entry (action, entry_offset, subject);
CREATE INDEX audit_entry_by_time ON audit_entry (made_at);
