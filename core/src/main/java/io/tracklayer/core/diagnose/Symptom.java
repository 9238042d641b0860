// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import java.util.Locale;

/** What people see first when something is wrong; each is a check of a window of time. */
public enum Symptom {
    NO_EVENTS("No events in the stream"),
    MATCH_QUALITY_LOW("Match quality stays low"),
    SENT_NOT_COUNTED("Purchases are sent but not counted"),
    EVENT_WITHOUT_DELIVERY("An event has no delivery row"),
    PENDING_LONG("Deliveries are pending for minutes"),
    FAILING("Deliveries fail"),
    ACCEPTED_WEAK("Accepted, but weak"),
    COUNTED_TWICE("Duplicates across pixel and server"),
    SOME_ORDERS_ONLY("Only some orders arrive"),
    TEST_ONLY("Tests work, production lags"),
    REFUNDS_MISSING("Refunds never appear"),
    PROFILES_WITHOUT_METRICS("Klaviyo has profiles but no metrics");

    private final String title;

    Symptom(String title) {
        this.title = title;
    }

    /** For headings. */
    public String title() {
        return title;
    }

    /** The code in JSON. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
