// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.PageAddresses;
import io.tracklayer.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a sale is attributed by: click id, voucher, or publisher with the time of its click. */
final class AwinClick {
    private static final int LONGEST = 500;
    private static final Pattern CHECKSUMS =
            Pattern.compile("[A-Za-z0-9._~-]+(?:,[A-Za-z0-9._~-]+)*");

    /** Milliseconds would have 13 digits. */
    private static final Pattern SECONDS = Pattern.compile("\\d{9,10}");

    private static final Pattern PUBLISHER = Pattern.compile("\\d{1,10}");

    private final Event event;
    private final Settings settings;
    private final AwinTransport transport;
    private final List<String> warnings;

    AwinClick(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.transport = AwinTransport.of(settings);
        this.warnings = warnings;
    }

    /** The members of the order, none when nothing is known. */
    Map<String, Object> collect(AwinConsent consent) {
        Map<String, Object> found = new LinkedHashMap<>();
        if (consent.cashbackOnly()) {
            consent.cashbackClick().flatMap(this::usable).ifPresent(awc -> found.put("awc", awc));
            return found;
        }
        event.clickId(EventField.AWC)
                .map(ClickId::value)
                .flatMap(this::usable)
                .ifPresent(awc -> found.put("awc", awc));
        voucher().ifPresent(code -> found.put("voucher", code));
        if (transport == AwinTransport.API) {
            found.putAll(publisher());
        }
        return found;
    }

    private Optional<String> usable(String click) {
        String awc = click.strip();
        if (awc.length() > LONGEST || !CHECKSUMS.matcher(awc).matches()) {
            warnings.add("awc was left out: it is not a click id of Awin's");
            return Optional.empty();
        }
        String advertiser = settings.text(AwinSettings.ADVERTISER).strip();
        if (List.of(awc.split(",")).stream().anyMatch(one -> !of(one, advertiser))) {
            warnings.add("awc names another advertiser than the one configured");
        }
        return Optional.of(awc);
    }

    /** {@code <advertiser>_<seconds>_<hex>}, or {@code gclid_<advertiser>_<gclid>}. */
    private static boolean of(String awc, String advertiser) {
        return awc.startsWith(advertiser + "_") || awc.startsWith("gclid_" + advertiser + "_");
    }

    private Optional<String> voucher() {
        Optional<String> code = event.text(EventField.COUPON).map(String::strip);
        if (code.filter(PageAddresses::holdsEmail).isPresent()) {
            warnings.add("voucher was left out: it holds an e-mail address");
            return Optional.empty();
        }
        return code;
    }

    private Map<String, Object> publisher() {
        Optional<Long> id = number(AwinSettings.PUBLISHER_PROPERTY, PUBLISHER);
        Optional<Long> time = number(AwinSettings.CLICK_TIME_PROPERTY, SECONDS);
        Map<String, Object> both = new LinkedHashMap<>();
        if (id.isPresent() && time.isPresent()) {
            both.put("publisherId", id.get());
            both.put("clickTime", time.get());
        } else if (id.isPresent()) {
            warnings.add("publisherId was left out: the time of its click in seconds is missing");
        }
        return both;
    }

    private Optional<Long> number(String setting, Pattern form) {
        return settings.find(setting)
                .map(name -> event.properties().get(name))
                .map(value -> value.toString().strip())
                .filter(form.asMatchPredicate())
                .map(Long::valueOf);
    }
}
