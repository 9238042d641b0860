// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One element of {@code orders} (Conversion API); the classic call is made from it, too. */
final class AwinPayload {
    static final String REFERENCE = "orderReference";

    private static final int LONGEST_REFERENCE = 50;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /** Later calls register, but do not count when Awin picks the preferred way of tracking. */
    private static final Duration TIMELY = Duration.ofMinutes(3);

    private static final Map<String, String> ACQUISITIONS =
            Map.of("new", "NEW", "returning", "RETURNING");

    private final Event event;
    private final Settings settings;
    private final Instant now;
    private final AwinTransport transport;
    private final AwinConsent consent;
    private final List<String> warnings = new ArrayList<>();

    AwinPayload(Event event, Settings settings, Instant now) {
        this.event = event;
        this.settings = settings;
        this.now = now;
        this.transport = AwinTransport.of(settings);
        this.consent = new AwinConsent(event, settings);
    }

    Mapping map(AwinSale sale) {
        return consent.refusal().orElseGet(() -> withClick(sale));
    }

    private Mapping withClick(AwinSale sale) {
        Map<String, Object> click = new AwinClick(event, settings, warnings).collect(consent);
        if (click.isEmpty()) {
            return Mapping.skip(
                    "no_click_id",
                    "No click of Awin's and no voucher is known, which is normal for most orders.");
        }
        Optional<String> reference = reference(sale);
        if (reference.isEmpty()) {
            return Mapping.skip(
                    "missing_order_id", "Awin tells sales apart by order id, and there is none.");
        }
        Optional<String> currency = currency(sale);
        if (currency.isEmpty()) {
            return Mapping.skip(
                    "missing_currency", "Awin needs the currency; for leads set lead-currency.");
        }
        if (!sale.lead() && nothingCommissioned()) {
            return Mapping.skip(
                    "no_commission", "All lines of the order are listed under excluded-items.");
        }
        return amount(sale, currency.get())
                .map(amount -> send(sale, reference.get(), currency.get(), amount, click))
                .orElseGet(
                        () ->
                                Mapping.skip(
                                        "missing_subtotal",
                                        "Commission is paid on the subtotal without tax and"
                                                + " shipping, which is not known."));
    }

    private Optional<String> reference(AwinSale sale) {
        boolean named = settings.text(AwinSettings.LEAD_REFERENCE).equals("event-id");
        return event.orderId()
                .or(() -> sale.lead() && named ? Optional.of(event.eventId()) : Optional.empty())
                .map(String::strip)
                .map(this::shortened);
    }

    /** Awin keeps the first 50 characters; the last ones tell orders apart. */
    private String shortened(String id) {
        if (id.length() <= LONGEST_REFERENCE) {
            return id;
        }
        warnings.add("the order id was shortened to its last 50 characters");
        return id.substring(id.length() - LONGEST_REFERENCE).strip();
    }

    private Optional<String> currency(AwinSale sale) {
        Optional<String> known = event.currency();
        return (sale.lead() ? known.or(() -> settings.find(AwinSettings.LEAD_CURRENCY)) : known)
                .map(code -> code.strip().toUpperCase(Locale.ROOT))
                .filter(CURRENCY.asMatchPredicate());
    }

    private boolean nothingCommissioned() {
        return !event.items().isEmpty()
                && event.items().stream().noneMatch(AwinAmount.commissioned(settings));
    }

    private Optional<AwinAmount.Amount> amount(AwinSale sale, String currency) {
        return sale.lead()
                ? Optional.of(new AwinAmount.Amount(BigDecimal.ONE, BigDecimal.ONE))
                : new AwinAmount(event, settings, warnings).find(currency);
    }

    private Mapping send(
            AwinSale sale,
            String reference,
            String currency,
            AwinAmount.Amount amount,
            Map<String, Object> click) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put(REFERENCE, reference);
        order.put("amount", amount.net());
        order.put("currency", currency);
        order.put("channel", channel());
        order.putAll(click);
        acquisition().ifPresent(kind -> order.put("customerAcquisition", kind));
        if (transport == AwinTransport.API && settings.flag(AwinSettings.TRANSACTION_TIME)) {
            order.put("transactionTime", event.eventTime().getEpochSecond());
        }
        order.put("isTest", test());
        order.put("commissionGroups", List.of(AwinRequests.group(sale.group(), amount.net())));
        if (!sale.lead()) {
            basket(sale, currency, amount, order);
        }
        if (transport == AwinTransport.CLASSIC) {
            consent.flag().ifPresent(flag -> order.put("cons", flag));
        }
        remark();
        return Mapping.send(
                new PlatformRecord(
                        sale.kind(),
                        event.eventId(),
                        event.eventTime(),
                        order,
                        batchKey(),
                        true,
                        warnings));
    }

    /** Without consent nobody may look at the other clicks. */
    private String channel() {
        return consent.cashbackOnly() ? AwinChannel.AWIN : new AwinChannel(event, settings).code();
    }

    private Optional<String> acquisition() {
        return event.text(EventField.CUSTOMER_TYPE)
                .map(type -> ACQUISITIONS.get(type.strip().toLowerCase(Locale.ROOT)));
    }

    private void basket(
            AwinSale sale, String currency, AwinAmount.Amount amount, Map<String, Object> order) {
        if (!settings.flag(AwinSettings.BASKET)) {
            return;
        }
        List<Map<String, Object>> lines =
                new AwinBasket(event, settings, sale.group())
                        .collect(amount.share(), currency, warnings);
        boolean fits = transport == AwinTransport.API || AwinClassic.fits(lines);
        if (!fits) {
            warnings.add("the basket was left out: it is too long for the classic call");
        } else if (!lines.isEmpty()) {
            order.put("basket", lines);
        }
    }

    private boolean test() {
        return event.test() || settings.flag(AwinSettings.TEST_MODE);
    }

    private void remark() {
        if (test()) {
            warnings.add("sent as a test: Awin ignores it");
        }
        if (Duration.between(event.eventTime(), now).compareTo(TIMELY) > 0) {
            warnings.add(
                    "sent more than 3 minutes after the sale; Awin prefers its tag in the browser,"
                            + " if that reported the order");
        }
    }

    /** The classic call takes one order. */
    private String batchKey() {
        return String.join(
                "/",
                test() ? "test" : "live",
                transport == AwinTransport.API ? "api" : "classic",
                settings.text(AwinSettings.ADVERTISER).strip(),
                transport == AwinTransport.API ? "" : event.eventId());
    }
}
