// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.PageAddresses;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.PublicAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request says of shop, device and page. */
final class CriteoVisit {
    private static final PageAddresses PAGES = PageAddresses.keeping();
    private static final Pattern TWO_LETTERS = Pattern.compile("[A-Za-z]{2}");
    private static final Pattern HOME = Pattern.compile("https?://[^/?#]+/?(?:[?#].*)?");

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;
    private final Map<String, Object> visit = new LinkedHashMap<>();

    CriteoVisit(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
    }

    /**
     * All that is known.
     *
     * @param byBuyer whether the buyer's own browser made the event; a job has none
     * @param identifies whether the visitor id may be sent
     */
    Map<String, Object> collect(boolean byBuyer, boolean identifies) {
        Optional<String> agent = event.text(EventField.USER_AGENT).filter(text -> byBuyer);
        visit.put(
                "site_type",
                agent.flatMap(CriteoDevices::siteType)
                        .orElseGet(() -> settings.text(CriteoSettings.SITE_TYPE_DEFAULT)));
        twoLetters(CriteoSettings.COUNTRY)
                .ifPresent(code -> visit.put("country", code.toUpperCase(Locale.ROOT)));
        twoLetters(CriteoSettings.LANGUAGE)
                .ifPresent(code -> visit.put("language", code.toLowerCase(Locale.ROOT)));
        if (byBuyer) {
            address();
            agent.ifPresent(text -> visit.put("useragent", text));
            page("full_url", EventField.PAGE_URL);
            page("previous_url", EventField.PAGE_REFERRER);
            event.text(EventField.ANONYMOUS_ID).ifPresent(id -> visitor(id, identifies));
        }
        return visit;
    }

    /** Whether the page is the shop's front page. */
    static boolean atHome(Event event) {
        return event.text(EventField.PAGE_URL)
                .map(url -> url.strip().toLowerCase(Locale.ROOT))
                .filter(HOME.asMatchPredicate())
                .isPresent();
    }

    private Optional<String> twoLetters(String setting) {
        Optional<String> given = settings.find(setting).map(String::strip);
        if (given.isPresent() && !TWO_LETTERS.matcher(given.get()).matches()) {
            warnings.add("the setting " + setting + " was left out: it is not two letters");
        }
        return given.filter(TWO_LETTERS.asMatchPredicate());
    }

    private void address() {
        Optional<String> given = event.text(EventField.CLIENT_IP);
        Optional<String> address = given.flatMap(PublicAddress::find);
        address.ifPresent(ip -> visit.put("ip", ip));
        if (given.isPresent() && address.isEmpty()) {
            warnings.add("user.client_ip was left out: it is no public address");
        }
    }

    private void page(String name, EventField field) {
        event.text(field).flatMap(PAGES::clean).ifPresent(url -> visit.put(name, url));
    }

    private void visitor(String visitorId, boolean identifies) {
        if (!identifies) {
            warnings.add("user.anonymous_id was left out: ad_user_data is not granted");
        } else if (PageAddresses.holdsEmail(visitorId)) {
            warnings.add("user.anonymous_id was left out: it holds an e-mail address");
        } else {
            visit.put("retailer_visitor_id", visitorId);
        }
    }
}
