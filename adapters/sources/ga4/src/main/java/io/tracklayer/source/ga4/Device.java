// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Observation;
import java.util.Optional;

/**
 * Whose device it was.
 *
 * @param request as it came
 * @param forwarded whether a server of the merchant's made the request and says whose it was; a
 *     browser is not believed about its address
 */
record Device(InboundRequest request, boolean forwarded) {
    /** What tags send to have no address stored. */
    private static final String HIDDEN = "::";

    void addTo(Observation.Builder into, GaEvent event) {
        Optional<String> stated = event.text("ip_override");
        boolean hidden = stated.filter(HIDDEN::equals).isPresent();
        if (!forwarded) {
            if (!hidden) {
                into.read(EventField.CLIENT_IP, request.remoteAddress(), "remote address");
            }
            agent(request.header("user-agent"), "header user-agent", into);
            return;
        }
        if (!hidden) {
            into.read(EventField.CLIENT_IP, stated.orElse(""), event.origin("ip_override"));
        }
        agent(event.text("user_agent"), event.origin("user_agent"), into);
    }

    /** Global Privacy Control: the visitor's browser itself opts out of sale and sharing. */
    boolean optsOut() {
        return !forwarded && request.header("sec-gpc").filter("1"::equals).isPresent();
    }

    private static void agent(Optional<String> agent, String origin, Observation.Builder into) {
        agent.ifPresent(text -> into.read(EventField.USER_AGENT, text, origin));
    }
}
