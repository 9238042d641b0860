// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.InboundRequest;
import java.util.Map;

/** What an event and its request say about consent. */
final class BrowserConsent {
    private static final String STATED_BY = "api";

    private BrowserConsent() {}

    static ConsentSignals of(BrowserMessage message, InboundRequest request) {
        Map<String, Object> object = message.members("/consent");
        ConsentSignals.Builder signals =
                ConsentSignals.collect().signalsOf(object).statesOf(object, STATED_BY);
        request.header("sec-gpc")
                .filter("1"::equals)
                .ifPresent(set -> signals.signal(ConsentSignal.GPC, set));
        return signals.build();
    }
}
