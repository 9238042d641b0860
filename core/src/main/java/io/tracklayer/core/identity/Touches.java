// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Privacy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The click ids and browser ids seen of one person: per kind the first and the last few.
 *
 * @param refused nothing seen until then is remembered, because the person refused marketing; the
 *     epoch when it never did
 */
public record Touches(List<Touch> all, Instant refused) {
    /** Nothing was seen yet. */
    public static final Touches NONE = new Touches(List.of(), Instant.EPOCH);

    private static final Duration REFRESHED = Duration.ofDays(1);

    public Touches {
        all = List.copyOf(all);
    }

    /** Those of one kind, earliest first. */
    public List<Touch> of(EventField field) {
        return all.stream().filter(touch -> touch.field() == field).sorted(Touch.BY_TIME).toList();
    }

    /** The same with one more; itself when that says nothing new. */
    Touches and(Touch touch, IdentitySettings settings) {
        if (!touch.seen().isAfter(refused)) {
            return this;
        }
        List<Touch> after = new ArrayList<>(all);
        for (Touch known : all) {
            if (known.sameId(touch)) {
                if (!replaces(touch, known, settings)) {
                    return this;
                }
                after.remove(known);
            }
        }
        after.add(touch);
        return new Touches(bounded(after, touch.field(), settings.mostTouches()), refused);
    }

    /** A click is as old as its first sight, a browser id as young as its last. */
    private static boolean replaces(Touch touch, Touch known, IdentitySettings settings) {
        if (touch.field().privacy() == Privacy.CLICK_ID) {
            return touch.seen().isBefore(known.seen());
        }
        Duration sixth = settings.lifetime(touch.field()).dividedBy(6);
        Duration refreshed = sixth.compareTo(REFRESHED) < 0 ? sixth : REFRESHED;
        return touch.seen().isAfter(known.seen().plus(refreshed));
    }

    private static List<Touch> bounded(List<Touch> touches, EventField field, int most) {
        List<Touch> same =
                touches.stream().filter(t -> t.field() == field).sorted(Touch.BY_TIME).toList();
        if (same.size() <= most + 1) {
            return touches;
        }
        List<Touch> left = new ArrayList<>(touches);
        left.removeAll(same.subList(1, same.size() - most));
        return left;
    }

    /** The same after the person refused marketing at a time; itself when nothing changes. */
    Touches refused(Instant at) {
        if (!at.isAfter(refused)) {
            return this;
        }
        return new Touches(all.stream().filter(t -> t.seen().isAfter(at)).toList(), at);
    }

    /** The same without what is too old to be used; itself when nothing is. */
    Touches usable(Instant now, IdentitySettings settings) {
        List<Touch> left = all.stream().filter(t -> settings.end(t).isAfter(now)).toList();
        return left.size() == all.size() ? this : new Touches(left, refused);
    }

    /** When the last of it is too old to be used. */
    Instant expires(IdentitySettings settings) {
        Instant last =
                all.stream()
                        .map(settings::end)
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH);
        Instant refusal = refused.plus(settings.ttl());
        return last.isAfter(refusal) ? last : refusal;
    }
}
