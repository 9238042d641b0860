// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.enrich;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Adds what follows from the event itself: click ids and campaign parameters from the addresses it
 * carries, and Meta's click cookie form from a click id that was really seen. Never overwrites what
 * arrived, and never reads click ids when marketing was refused.
 */
public final class Enricher {
    private static final int LONGEST_CLICK_ID = 1024;
    private static final Pattern MACRO = Pattern.compile("\\{.*}|__.*__|%.*%|\\[.*]");
    private static final List<EventField> UTM =
            List.of(
                    EventField.UTM_SOURCE,
                    EventField.UTM_MEDIUM,
                    EventField.UTM_CAMPAIGN,
                    EventField.UTM_CONTENT,
                    EventField.UTM_TERM,
                    EventField.UTM_ID);

    /** An enriched event with the provenance of what was added. */
    public record Enriched(Event event, Map<String, Provenance> provenance) {}

    /** A value that an event takes from somewhere else than its own copies. */
    public record Addition(Object value, Provenance from) {}

    /** Enriches an event from itself alone. Doing it again changes nothing. */
    public Enriched enrich(Event event, Map<String, Provenance> provenance) {
        return enrich(event, provenance, soFar -> Map.of());
    }

    /**
     * The same with what is remembered of its person, which is believed less than the page of the
     * event and more than the first page of its session.
     *
     * @param recall what is remembered, given the event with what its page says
     */
    public Enriched enrich(
            Event event,
            Map<String, Provenance> provenance,
            Function<Event, Map<EventField, Addition>> recall) {
        Run run = new Run(event, provenance);
        run.fromAddress(EventField.PAGE_URL);
        recall.apply(run.result.build()).forEach(run::recalled);
        run.fromAddress(EventField.LANDING_URL);
        run.metaClickCookie();
        return new Enriched(run.result.build(), run.provenance);
    }

    private static final class Run {
        private final Event event;
        private final Event.Builder result;
        private final Map<String, Provenance> provenance;
        private final Map<EventField, Object> added = new HashMap<>();

        Run(Event event, Map<String, Provenance> provenance) {
            this.event = event;
            this.result = event.toBuilder();
            this.provenance = new HashMap<>(provenance);
        }

        void fromAddress(EventField field) {
            Optional<String> url = event.text(field);
            if (url.isEmpty()) {
                return;
            }
            Map<String, String> parameters = UrlParameters.of(url.get());
            if (event.consent().state(Purpose.MARKETING) != ConsentState.DENIED) {
                ClickParameters.all()
                        .forEach(
                                (name, click) ->
                                        usable(parameters.get(name))
                                                .ifPresent(
                                                        value ->
                                                                add(
                                                                        click,
                                                                        seen(value, url.get()),
                                                                        field)));
            }
            for (EventField utm : UTM) {
                String name = utm.path().replace("utm.", "utm_");
                usable(parameters.get(name)).ifPresent(value -> add(utm, value, field));
            }
        }

        void recalled(EventField field, Addition addition) {
            add(field, addition.value(), addition.from());
        }

        /**
         * Built only from an fbclid that was seen, with the time it was seen; index 1 because no
         * cookie is written.
         */
        void metaClickCookie() {
            Optional<ClickId> click =
                    Optional.ofNullable((ClickId) added.get(EventField.FBCLID))
                            .or(() -> event.clickId(EventField.FBCLID));
            boolean refused = event.consent().state(Purpose.MARKETING) == ConsentState.DENIED;
            if (click.isPresent() && !refused) {
                Instant seen = click.get().seen().orElse(event.eventTime());
                add(
                        EventField.FBC,
                        "fb.1." + seen.toEpochMilli() + "." + click.get().value(),
                        EventField.FBCLID);
            }
        }

        /**
         * The page of the event was seen at event time; when the landing was seen is not known
         * better than that.
         */
        private ClickId seen(String value, String url) {
            return new ClickId(value, event.eventTime(), url);
        }

        private void add(EventField field, Object value, EventField from) {
            Provenance origin = provenance.get(from.path());
            add(
                    field,
                    value,
                    new Provenance(
                            origin == null ? "" : origin.observation(),
                            origin == null ? "" : origin.source(),
                            origin == null ? Authority.BROWSER : origin.authority(),
                            from.path(),
                            field == EventField.FBC
                                    ? Provenance.BUILT_FROM_CLICK
                                    : Provenance.READ_FROM_ADDRESS));
        }

        private void add(EventField field, Object value, Provenance origin) {
            if (!event.has(field) && !added.containsKey(field)) {
                added.put(field, value);
                result.set(field, value);
                provenance.put(field.path(), origin);
            }
        }

        private static Optional<String> usable(String value) {
            return Optional.ofNullable(value)
                    .filter(
                            v ->
                                    !v.isBlank()
                                            && v.length() <= LONGEST_CLICK_ID
                                            && !MACRO.matcher(v).matches())
                    .filter(v -> v.codePoints().noneMatch(Character::isISOControl));
        }
    }
}
