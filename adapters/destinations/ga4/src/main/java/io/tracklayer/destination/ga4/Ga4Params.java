// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code params} of an event: session, page, and the blocks its row of the table names. */
final class Ga4Params {
    private static final Set<String> CUSTOMER_TYPES = Set.of("new", "returning");
    private static final long SERVER_ENGAGEMENT_MS = 1;

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;
    private final Ga4Block params;

    Ga4Params(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
        this.params = new Ga4Block("", Ga4Settings.textLimit(settings), warnings);
    }

    Map<String, Object> of(Ga4Identity identity, Ga4Consent consent) {
        boolean visited = event.name() != EventName.SUBSCRIPTION_RENEWED;
        if (visited && !identity.derived()) {
            session();
        }
        params.put("engagement_time_msec", SERVER_ENGAGEMENT_MS);
        if (event.test() || settings.flag(Ga4Settings.DEBUG_MODE)) {
            params.put("debug_mode", 1L);
        }
        if (visited) {
            page(new Ga4Address(consent.clickIds()));
        }
        Ga4EventNames.parts(event.name()).forEach(this::part);
        return params.tree();
    }

    private void session() {
        event.text(EventField.GA_SESSION_ID)
                .filter(id -> id.matches("\\d{1,20}"))
                .ifPresent(id -> params.put("session_id", id));
        event.integer(EventField.GA_SESSION_NUMBER)
                .ifPresent(number -> params.put("session_number", number));
    }

    private void page(Ga4Address address) {
        event.text(EventField.PAGE_URL)
                .or(() -> event.text(EventField.LANDING_URL))
                .ifPresent(url -> params.bounded("page_location", address.clean(url), 1000));
        event.text(EventField.PAGE_REFERRER)
                .ifPresent(url -> params.bounded("page_referrer", address.clean(url), 420));
        event.text(EventField.PAGE_TITLE)
                .ifPresent(title -> params.bounded("page_title", Ga4Text.redact(title), 300));
    }

    private void part(Ga4Part part) {
        switch (part) {
            case LINES_VALUE -> linesValue();
            case VALUE -> Ga4Value.own(event).ifPresent(this::money);
            case ITEMS -> items();
            case PROPERTIES -> new Ga4Properties(settings, params).add(event.properties());
            case LEAD_SOURCE -> leadSource();
            // Tells renewals from orders people placed; a job's order has no session and page.
            case AFFILIATION -> params.put("affiliation", "subscription");
            case CUSTOMER_TYPE ->
                    event.text(EventField.CUSTOMER_TYPE)
                            .filter(CUSTOMER_TYPES::contains)
                            .ifPresent(type -> params.put("customer_type", type));
            default -> part.copied().forEach(this::copy);
        }
    }

    private void copy(String name, EventField field) {
        if (field.type() == FieldType.MONEY) {
            event.money(field).ifPresent(amount -> params.put(name, amount));
        } else if (field == EventField.ORDER_ID) {
            // Never repaired: two ids that become one would take each other's purchase away.
            event.orderId().ifPresent(id -> params.put(name, id.strip()));
        } else {
            event.text(field).ifPresent(text -> params.text(name, text));
        }
    }

    private void linesValue() {
        if (Ga4Value.fellBackToTotal(event, settings)) {
            params.warn("value is the order total: the prices of the lines are not known");
        }
        Ga4Value.ofLines(event, settings).ifPresent(this::money);
    }

    private void money(BigDecimal value) {
        boolean moves = Ga4EventNames.MONEY_EVENTS.contains(Ga4EventNames.name(event));
        if (!event.has(EventField.CURRENCY) && !moves) {
            params.warn("value left out: GA4 drops a value without a currency");
            return;
        }
        event.currency().ifPresent(code -> params.put("currency", code));
        params.put("value", value);
    }

    private void items() {
        List<Map<String, Object>> items = new Ga4Items(settings, warnings).of(event.items());
        params.put("items", items.isEmpty() ? null : items);
    }

    private void leadSource() {
        Optional<String> source =
                switch (event.name()) {
                    case QUOTE_REQUESTED -> Optional.of("quote");
                    case APPOINTMENT_BOOKED -> Optional.of("appointment");
                    default -> event.text(EventField.FORM_NAME);
                };
        source.ifPresent(text -> params.text("lead_source", text));
    }
}
