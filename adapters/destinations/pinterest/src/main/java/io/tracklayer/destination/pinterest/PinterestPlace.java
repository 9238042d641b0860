// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import java.util.Optional;
import java.util.regex.Pattern;

/** Pinterest's {@code action_source}: the web, an app of a known system, or elsewhere. */
enum PinterestPlace {
    WEB("web"),
    APP_ANDROID("app_android"),
    APP_IOS("app_ios"),
    /** Never deduplicated by Pinterest. */
    OFFLINE("offline");

    private static final Pattern ANDROID = Pattern.compile("Android");
    private static final Pattern IOS = Pattern.compile("iPhone|iPad|iPod|iOS|CFNetwork");

    private final String wire;

    PinterestPlace(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }

    /** Empty for an app that does not tell its system: Pinterest knows no other app. */
    static Optional<PinterestPlace> of(Event event) {
        if (event.name() == EventName.SUBSCRIPTION_RENEWED) {
            return Optional.of(OFFLINE);
        }
        return switch (event.actionSource()) {
            case WEBSITE -> Optional.of(WEB);
            case APP -> event.text(EventField.USER_AGENT).flatMap(PinterestPlace::app);
            default -> Optional.of(OFFLINE);
        };
    }

    /** Whether the buyer's own device made the event; a job's address is not the buyer's. */
    static boolean madeByBuyer(Event event) {
        return event.actionSource() != ActionSource.SYSTEM_GENERATED
                && event.name() != EventName.SUBSCRIPTION_RENEWED;
    }

    private static Optional<PinterestPlace> app(String agent) {
        if (ANDROID.matcher(agent).find()) {
            return Optional.of(APP_ANDROID);
        }
        return IOS.matcher(agent).find() ? Optional.of(APP_IOS) : Optional.empty();
    }
}
