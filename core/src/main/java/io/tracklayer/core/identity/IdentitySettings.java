// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.core.consent.StoredConsent;
import io.tracklayer.spi.EventField;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How persons are remembered.
 *
 * @param enabled whether they are at all
 * @param ttl how long a person is remembered without being seen
 * @param mostBrowsers how many browsers one person may have; a key that would join more is shared
 * @param mostCustomers the same for customers
 * @param mostTouches how many of the last ids of a kind are kept beside the first
 * @param lifetimes how long after it was seen an id of a kind is used; other fields are not kept
 */
public record IdentitySettings(
        boolean enabled,
        Duration ttl,
        int mostBrowsers,
        int mostCustomers,
        int mostTouches,
        Map<EventField, Duration> lifetimes) {

    /** What is in force where nothing is set. */
    public static final IdentitySettings STANDARD =
            new IdentitySettings(true, StoredConsent.KEPT, 50, 20, 5, standardLifetimes());

    public IdentitySettings {
        Map<EventField, Duration> inOrder = new EnumMap<>(EventField.class);
        inOrder.putAll(lifetimes);
        lifetimes = Collections.unmodifiableMap(inOrder);
    }

    /** How long ids of a kind are used. */
    Duration lifetime(EventField field) {
        return lifetimes.getOrDefault(field, Duration.ZERO);
    }

    /** Until when an id is used. */
    public Instant end(Touch touch) {
        return touch.seen().plus(lifetime(touch.field()));
    }

    private static Map<EventField, Duration> standardLifetimes() {
        Map<EventField, Duration> days = new EnumMap<>(EventField.class);
        put(
                days,
                90,
                EventField.FBCLID,
                EventField.FBC,
                EventField.GCLID,
                EventField.GBRAID,
                EventField.WBRAID,
                EventField.DCLID,
                EventField.TTCLID,
                EventField.LI_FAT_ID,
                EventField.RDT_CID,
                EventField.MSCLKID,
                EventField.IRCLICKID,
                EventField.YCLID,
                EventField.FBP,
                EventField.RDT_UUID);
        put(days, 60, EventField.EPIK);
        put(
                days,
                30,
                EventField.SCCID,
                EventField.TBLCI,
                EventField.TWCLID,
                EventField.RAN_SITE_ID,
                EventField.CLICKREF,
                EventField.WGU,
                EventField.OB_CLICK_ID,
                EventField.QCLID,
                EventField.VMCID,
                EventField.ALEID);
        put(days, 365, EventField.AWC, EventField.TDUID);
        put(
                days,
                396,
                EventField.CJEVENT,
                EventField.TTP,
                EventField.SCID,
                EventField.KLAVIYO_KX,
                EventField.GA_CLIENT_ID);
        put(days, 3, EventField.CRITEO_GUM);
        days.put(EventField.GA_SESSION_ID, Duration.ofMinutes(30));
        return days;
    }

    private static void put(Map<EventField, Duration> table, int days, EventField... fields) {
        for (EventField field : fields) {
            table.put(field, Duration.ofDays(days));
        }
    }
}
