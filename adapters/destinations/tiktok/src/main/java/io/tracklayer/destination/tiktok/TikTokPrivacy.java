// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Purpose;
import java.util.Set;

/**
 * What consent and a rule's limited use change in an event (Payload: limited_data_use). TikTok has
 * the flag for the laws of US states; we also set it when personalised ads are refused.
 */
final class TikTokPrivacy {
    private static final Set<Purpose> NEEDED = Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA);

    private TikTokPrivacy() {}

    /** Whether nothing may be sent; without identifiers TikTok can do nothing with an event. */
    static boolean refused(Event event) {
        return NEEDED.stream().anyMatch(purpose -> denied(event.consent(), purpose));
    }

    /** Whether the visitor asks TikTok to limit its use of the event. */
    static boolean optedOut(Event event) {
        return denied(event.consent(), Purpose.AD_PERSONALIZATION)
                || denied(event.consent(), Purpose.SALE_OF_DATA);
    }

    /** Whether TikTok must be told to limit its use of the event. */
    static boolean limited(Event event) {
        return event.limitedUse() || optedOut(event);
    }

    private static boolean denied(Consent consent, Purpose purpose) {
        return consent.state(purpose) == ConsentState.DENIED;
    }
}
