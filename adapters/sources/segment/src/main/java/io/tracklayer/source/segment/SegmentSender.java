// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who sent the request, and so which clock and which address count. */
final class SegmentSender {
    private static final Set<String> PAGE_LIBRARIES =
            Set.of(
                    "analytics.js",
                    "analytics-next",
                    "@segment/analytics-next",
                    "rudderlabs javascript sdk");
    private static final Set<String> APP_LIBRARIES =
            Set.of(
                    "analytics-ios",
                    "analytics-swift",
                    "analytics-android",
                    "analytics-kotlin",
                    "analytics-react-native",
                    "@segment/analytics-react-native",
                    "rudder-ios-library",
                    "com.rudderstack.android.sdk.core");
    private static final Set<String> PAGE_CHANNELS = Set.of("web", "browser");

    /** What sites and SDKs state when no address is to be collected. */
    private static final String DO_NOT_COLLECT = "0.0.0.0";

    private static final Duration JUST_NOW = Duration.ofMinutes(5);

    private static final Lookup STATED_IP = Lookup.of(EventField.CLIENT_IP, "/ip");
    private static final Lookup STATED_USER_AGENT = Lookup.of(EventField.USER_AGENT, "/userAgent");

    private final InboundRequest request;
    private final String kind;
    private final String clock;

    SegmentSender(InboundRequest request, Settings settings) {
        this.request = request;
        this.kind = settings.text(SegmentSettings.KIND);
        this.clock = settings.text(SegmentSettings.CLOCK);
    }

    int requestBytes() {
        return request.raw().length;
    }

    /** Whether {@code timestamp} is the sender's word, and no clock's. */
    boolean decidesTime(SegmentMessage message) {
        return clock.equals("auto")
                && (rudder(message) || message.body().find("/originalTimestamp").isPresent());
    }

    /** Whether one of RudderStack's SDKs sent it. */
    private boolean rudder(SegmentMessage message) {
        return library(message).contains("rudder")
                || SegmentPaths.find(request).filter(SegmentPaths.Call::rudder).isPresent();
    }

    boolean clientClock(SegmentMessage message) {
        return switch (clock) {
            case "client" -> true;
            case "server" -> false;
            default -> !kind.equals("server") && (page(message) || app(message));
        };
    }

    Optional<ActionSource> actionSource(SegmentMessage message) {
        if (message.type().equals("screen") || app(message)) {
            return Optional.of(ActionSource.APP);
        }
        return page(message) ? Optional.of(ActionSource.WEBSITE) : Optional.empty();
    }

    /**
     * Adds address and user agent of the buyer's device. A server's own address is nobody's; what a
     * page claims about its address is not believed.
     */
    void readNetwork(SegmentMessage message, Observation.Builder into) {
        Optional<String> stated = message.contextText("/ip");
        if (!stated.equals(Optional.of(DO_NOT_COLLECT))) {
            if (clientClock(message)) {
                into.read(EventField.CLIENT_IP, request.remoteAddress(), "remote address");
            } else {
                STATED_IP.read(message.contextWith("ip"), into);
            }
        }
        STATED_USER_AGENT.read(message.contextWith("userAgent"), into);
        if (page(message)) {
            into.read(
                    EventField.USER_AGENT,
                    request.header("user-agent").orElse(""),
                    "header user-agent");
        }
    }

    /** Whether it was in the last minutes before the request arrived. */
    boolean justNow(Instant moment) {
        Duration age = Duration.between(moment, request.receivedAt());
        return age.abs().compareTo(JUST_NOW) <= 0;
    }

    /** Global Privacy Control: a browser that signals it opts out of sale and sharing. */
    boolean privacyControl() {
        return request.header("sec-gpc").filter("1"::equals).isPresent();
    }

    private boolean page(SegmentMessage message) {
        return !app(message)
                && (request.header("origin").isPresent()
                        || kind.equals("browser")
                        || PAGE_LIBRARIES.contains(library(message))
                        || PAGE_CHANNELS.contains(message.text("/channel").orElse("")));
    }

    private static boolean app(SegmentMessage message) {
        return APP_LIBRARIES.contains(library(message))
                || message.text("/channel").filter("mobile"::equals).isPresent();
    }

    private static String library(SegmentMessage message) {
        return message.contextText("/library/name").orElse("").toLowerCase(Locale.ROOT);
    }
}
