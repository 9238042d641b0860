// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes segments nobody needs, oldest first and never the newest. Thread-safe. */
final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final Path directory;
    private final JournalSettings settings;
    private final JournalFiles files;
    private final Segments segments;
    private final JournalReader reader;
    private final Damages damages;
    private long neededFrom;

    Retention(
            Path directory,
            JournalSettings settings,
            JournalFiles files,
            Segments segments,
            JournalReader reader,
            Damages damages) {
        this.directory = directory;
        this.settings = settings;
        this.files = files;
        this.segments = segments;
        this.reader = reader;
        this.damages = damages;
    }

    /** Drops what is applied and either older than the retention or beyond the cap. */
    synchronized void retain(long needed, Instant now) {
        neededFrom = needed;
        drop(0, now.minus(settings.retention()));
    }

    /** Whether this many bytes more fit below the cap, after dropping what is known as applied. */
    synchronized boolean makeRoom(long bytes) {
        if (segments.bytes() + bytes <= settings.maxBytes()) {
            return true;
        }
        drop(bytes, Instant.MIN);
        return segments.bytes() + bytes <= settings.maxBytes();
    }

    private void drop(long room, Instant oldest) {
        boolean dropped = false;
        for (Segments.Span span : segments.sealed()) {
            boolean unneeded =
                    span.end() <= neededFrom
                            && (segments.bytes() + room > settings.maxBytes()
                                    || isOlder(span.segment(), oldest));
            if (!unneeded || !delete(span.segment())) {
                break;
            }
            dropped = true;
        }
        if (dropped) {
            reader.closeIdle();
            syncDirectory();
        }
    }

    private boolean isOlder(Segment segment, Instant oldest) {
        try {
            return oldest.isAfter(Instant.MIN)
                    && files.lastModified(segment.path()).isBefore(oldest);
        } catch (IOException e) {
            log.warn("journal {}: its age cannot be read, it is kept.", segment.path(), e);
            return false;
        }
    }

    private boolean delete(Segment segment) {
        try {
            files.delete(segment.path());
        } catch (IOException e) {
            log.warn(
                    "journal {}: cannot be deleted, it is tried again later. Check the directory's"
                            + " permissions.",
                    segment.path(),
                    e);
            return false;
        }
        segments.remove(segment);
        damages.forget(segment.path());
        return true;
    }

    private void syncDirectory() {
        try {
            files.syncDirectory(directory);
        } catch (IOException e) {
            // A deletion undone by a power cut only brings applied records back.
            log.warn("journal {}: the directory could not be synced.", directory, e);
        }
    }
}
