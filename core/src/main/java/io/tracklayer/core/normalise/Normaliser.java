// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.consent.ConsentDecoder;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Reading;
import io.tracklayer.spi.identity.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns what a source stated into a canonical event: units, times, money, identifiers, each by one
 * rule, each with its provenance. A value that cannot be used is left out and noted; only a missing
 * required field rejects the event.
 */
public final class Normaliser {
    private static final int LONGEST_EVENT_ID = 200;

    /**
     * Where an observation came from.
     *
     * @param id the observation's id
     * @param authority what its source is believed for
     */
    public record Context(
            String id, String source, Authority authority, StoreConfig store, Instant receivedAt) {}

    /** Normalises one observation. */
    public Normalised normalise(Observation observation, Context context) {
        return new Run(observation, context).run();
    }

    /** One normalisation; its state is the event under construction. */
    private static final class Run {
        private final Observation observation;
        private final Context context;
        private final Event.Builder event;
        private final Times.EventTime time;
        private final Map<EventField, Object> values = new LinkedHashMap<>();
        private final Map<String, Provenance> provenance = new LinkedHashMap<>();
        private final List<String> notes = new ArrayList<>();

        Run(Observation observation, Context context) {
            this.observation = observation;
            this.context = context;
            this.event = Event.named(observation.name());
            this.time = Times.of(observation.timing(), context.receivedAt());
        }

        Normalised run() {
            Optional<String> country =
                    reading(EventField.COUNTRY).map(r -> set(r, Texts.country(text(r))));
            Optional<Currency> currency = currency();
            for (Reading reading : observation.readings()) {
                read(reading, currency, country);
            }
            envelope();
            Optional<EventField> missing =
                    observation.name().required().stream()
                            .filter(required -> !values.containsKey(required))
                            .filter(required -> !standsIn(required))
                            .min(Comparator.naturalOrder());
            if (missing.isPresent()) {
                return missing(missing.get());
            }
            values.forEach(event::set);
            return new Normalised.Accepted(event.build(), provenance, notes);
        }

        /**
         * A page may know the checkout before the order has a number; the order's copy joins it.
         */
        private boolean standsIn(EventField required) {
            return required == EventField.ORDER_ID
                    && observation.name() == EventName.PURCHASE_PLACED
                    && reading(EventField.ORDER_ID).isEmpty()
                    && values.containsKey(EventField.CHECKOUT_TOKEN);
        }

        private void envelope() {
            notes.addAll(time.notes());
            origin("event_time", observation.timing().origin(), time.rule());
            event.eventTime(time.time())
                    .receivedAt(context.receivedAt())
                    .of(context.store().merchant(), context.store().id())
                    .sources(List.of(context.source()))
                    .test(observation.test())
                    .consent(consent())
                    .eventId(eventId())
                    .actionSource(actionSource());
        }

        private Consent consent() {
            ConsentDecoder.Decoded decoded =
                    new ConsentDecoder(context.store().consent())
                            .decode(observation.consent(), context.receivedAt());
            notes.addAll(decoded.notes());
            if (decoded.consent().known()) {
                origin("consent", decoded.consent().source(), "as given");
            }
            return decoded.consent();
        }

        private String eventId() {
            String given = observation.eventId().map(String::strip).orElse("");
            if (given.isEmpty()) {
                origin("event_id", "", Provenance.MADE_BY_US);
                return "obs_" + context.id();
            }
            Canonical clean = Texts.text(given);
            if (clean.usable() && given.length() <= LONGEST_EVENT_ID) {
                origin("event_id", "", eventIdRule("as given"));
                return (String) clean.value();
            }
            notes.add(
                    "event_id: longer than "
                            + LONGEST_EVENT_ID
                            + " characters or not text, so its hash is used");
            origin("event_id", "", eventIdRule("hashed"));
            // As JSON, because its escapes keep apart what UTF-8 would write as one question mark.
            return "h_" + Sha256.of(StrictJson.writeText(given)).hex();
        }

        private String eventIdRule(String ofStated) {
            return observation.derivedId() ? Provenance.MADE_BY_SOURCE : ofStated;
        }

        private ActionSource actionSource() {
            Optional<ActionSource> stated = observation.actionSource();
            origin(
                    "action_source",
                    "",
                    stated.isPresent() ? "as the source states" : Provenance.DEFAULT);
            return stated.orElse(
                    observation.name() == EventName.SUBSCRIPTION_RENEWED
                            ? ActionSource.SYSTEM_GENERATED
                            : ActionSource.WEBSITE);
        }

        private Optional<Currency> currency() {
            Optional<Reading> given = reading(EventField.CURRENCY);
            if (given.isPresent()) {
                Optional<Currency> known = Amounts.currency(given.get().raw());
                String written = Texts.scalar(given.get().raw()).orElse("");
                known.ifPresentOrElse(
                        code ->
                                accept(
                                        given.get(),
                                        Canonical.of(
                                                code.getCurrencyCode(),
                                                code.getCurrencyCode().equals(written)
                                                        ? "as given"
                                                        : "upper case")),
                        () -> notes.add("currency: not an ISO 4217 code, left out"));
                return known;
            }
            Optional<Currency> ofStore = Amounts.currency(context.store().currency());
            if (ofStore.isPresent() && reading(EventField.VALUE).isPresent()) {
                accept(
                        new Reading(
                                EventField.CURRENCY,
                                ofStore.get().getCurrencyCode(),
                                "store settings"),
                        Canonical.of(ofStore.get().getCurrencyCode(), "default of the store"));
                notes.add("currency: the source gives none, so the store's default is used");
            }
            return ofStore;
        }

        private void read(Reading reading, Optional<Currency> currency, Optional<String> country) {
            switch (reading.field()) {
                case COUNTRY, CURRENCY -> {} // read first, because others depend on them
                case PHONE -> set(reading, Phones.of(text(reading), country));
                case EMAIL -> set(reading, email(text(reading)));
                case CLIENT_IP -> set(reading, Texts.ip(text(reading)));
                case PAGE_URL, PAGE_REFERRER, LANDING_URL -> set(reading, Texts.url(text(reading)));
                case GA_CLIENT_ID ->
                        set(
                                reading,
                                unwrapped(BrowserIds.gaClientId(text(reading)), text(reading)));
                case GA_SESSION_ID -> gaSession(reading);
                default -> byType(reading, currency);
            }
        }

        private void byType(Reading reading, Optional<Currency> currency) {
            switch (reading.field().type()) {
                case TEXT -> set(reading, Texts.text(text(reading)));
                case MONEY ->
                        set(
                                reading,
                                currency.map(known -> Amounts.total(reading.raw(), known))
                                        .orElseGet(
                                                () ->
                                                        Canonical.unusable(
                                                                "has no usable currency")));
                case CLICK_ID -> set(reading, Clicks.of(reading, context.receivedAt()));
                case ITEMS -> items(reading, currency);
                case INTEGER ->
                        set(
                                reading,
                                text(reading).matches("\\d{1,18}")
                                        ? Canonical.of(Long.valueOf(text(reading)), "as given")
                                        : Canonical.unusable("is not a whole number"));
                case FLAG ->
                        set(
                                reading,
                                reading.raw() instanceof Boolean flag
                                        ? Canonical.of(flag, "as given")
                                        : Canonical.unusable("is not true or false"));
                case TREE -> set(reading, Properties.bounded(reading.raw()));
            }
        }

        private void items(Reading reading, Optional<Currency> currency) {
            List<Item> items = Items.of(reading.raw(), currency, notes::add);
            if (!items.isEmpty()) {
                accept(reading, Canonical.of(items, "line by line"));
            }
        }

        private void gaSession(Reading reading) {
            set(reading, unwrapped(BrowserIds.gaSessionId(text(reading)), text(reading)));
            BrowserIds.gaSessionNumber(text(reading))
                    .ifPresent(
                            number ->
                                    accept(
                                            new Reading(
                                                    EventField.GA_SESSION_NUMBER,
                                                    number,
                                                    reading.origin()),
                                            Canonical.of(number, "taken out of the cookie")));
        }

        private static Canonical unwrapped(Optional<String> id, String raw) {
            return id.map(
                            found ->
                                    Canonical.of(
                                            found,
                                            found.equals(raw)
                                                    ? "as given"
                                                    : "taken out of the cookie"))
                    .orElseGet(() -> Canonical.unusable("is not in a known form"));
        }

        private static Canonical email(String raw) {
            Optional<Sha256> hashed = Sha256.recognise(raw);
            if (hashed.isPresent()) {
                return Canonical.of(hashed.get().hex(), "hashed by the source");
            }
            return raw.matches("[^@\\s]+@[^@\\s]+")
                    ? Texts.text(raw)
                    : Canonical.unusable(Hashes.otherwise(raw, "is not an e-mail address"));
        }

        private String set(Reading reading, Canonical canonical) {
            if (canonical.usable()) {
                accept(reading, canonical);
                return canonical.value() instanceof String text ? text : null;
            }
            notes.add(
                    reading.field().path()
                            + ": "
                            + reading.origin()
                            + " "
                            + canonical.problem()
                            + ", left out");
            return null;
        }

        private void accept(Reading reading, Canonical canonical) {
            values.put(reading.field(), canonical.value());
            origin(reading.field().path(), reading.origin(), canonical.rule());
        }

        private void origin(String path, String origin, String rule) {
            provenance.put(
                    path,
                    new Provenance(
                            context.id(),
                            context.source(),
                            context.authority(),
                            origin,
                            rule,
                            time.stated()));
        }

        private Optional<Reading> reading(EventField field) {
            return observation.readings().stream().filter(r -> r.field() == field).findFirst();
        }

        private static String text(Reading reading) {
            return Texts.scalar(reading.raw()).orElse("");
        }

        private Normalised missing(EventField required) {
            boolean given = reading(required).isPresent();
            String code = (given ? "unusable_field:" : "missing_field:") + required.path();
            String why =
                    notes.stream()
                            .filter(note -> note.startsWith(required.path() + ":"))
                            .findFirst()
                            .orElse("the message does not give it");
            return new Normalised.Rejected(
                    code,
                    observation.name().wire()
                            + " cannot do without "
                            + required.path()
                            + ": "
                            + why
                            + ". Correct what the source sends.");
        }
    }
}
