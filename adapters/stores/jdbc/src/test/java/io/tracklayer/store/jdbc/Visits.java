// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.consent.ConsentMemory;
import io.tracklayer.core.consent.ConsentSettings;
import io.tracklayer.core.enrich.Enricher;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.identity.Identities;
import io.tracklayer.core.identity.Identity;
import io.tracklayer.core.identity.IdentityKey;
import io.tracklayer.core.identity.IdentityKeys;
import io.tracklayer.core.identity.IdentityMemory;
import io.tracklayer.core.identity.IdentityRecords;
import io.tracklayer.core.identity.IdentitySettings;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.core.journal.IdentityCommand;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.pipeline.Applying;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Events that pass the memory of persons, each in a unit of work of its own. */
final class Visits implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final String OPERATOR = "anna";

    final JdbcEvidenceStore store;
    private final Enricher enricher = new Enricher();
    private IdentitySettings settings = IdentitySettings.STANDARD;
    private UnaryOperator<IdentityRecords> records = UnaryOperator.identity();

    Visits(Path folder) {
        this.store = Given.store(folder);
    }

    Visits with(IdentitySettings others) {
        settings = others;
        return this;
    }

    /** From now on the memory reads and writes through this. */
    Visits through(UnaryOperator<IdentityRecords> seam) {
        records = seam;
        return this;
    }

    /** An event of merchant acme that a browser reports, marketing granted. */
    static Event.Builder browser(String anonymousId, Instant at) {
        return event("acme", EventName.PAGE_VIEWED, at, "browser")
                .set(EventField.ANONYMOUS_ID, anonymousId);
    }

    /** A purchase of merchant acme that the shop reports, without a word on consent. */
    static Event.Builder order(Instant at) {
        return event("acme", EventName.PURCHASE_PLACED, at, "shopify").consent(Consent.notGiven());
    }

    static Event.Builder event(String merchant, EventName name, Instant at, String source) {
        return Event.named(name)
                .eventId(source + "_" + at.getEpochSecond())
                .eventTime(at)
                .receivedAt(at.plusSeconds(1))
                .of(merchant, merchant + "-eu")
                .sources(List.of(source))
                .consent(marketing(ConsentState.GRANTED));
    }

    static Consent marketing(ConsentState state) {
        return new Consent(Map.of(Purpose.MARKETING, state), "cmp", "", null);
    }

    /** What becomes of an event, in the order of the pipeline. */
    StoredEvent visit(Event.Builder given) {
        UnitOfWork unit = store.begin();
        long offset = store.appliedOffset();
        StoredEvent after = visit(unit, offset, given.build());
        unit.commit(offset + 1);
        return after;
    }

    private StoredEvent visit(UnitOfWork unit, long offset, Event event) {
        long number = offset * 4_096 + 1;
        IdentityMemory person =
                IdentityMemory.of(records.apply(unit.identities()), settings, event);
        StoredEvent known =
                new ConsentMemory(unit.consents())
                        .visit(
                                new StoredEvent(number, event, from(event), List.of(), 1, "v1", 0),
                                ConsentSettings.STANDARD,
                                person::visitors);
        person.learn(number, event.receivedAt(), known.event());
        Enricher.Enriched enriched =
                enricher.enrich(known.event(), known.provenance(), person::recall);
        person.remember(enriched.event(), enriched.provenance());
        return new StoredEvent(
                number, enriched.event(), enriched.provenance(), List.of(), 1, "v1", offset);
    }

    private static Map<String, Provenance> from(Event event) {
        Map<String, Provenance> provenance = new HashMap<>();
        for (EventField field : event.fields().keySet()) {
            provenance.put(
                    field.path(),
                    new Provenance(
                            "0-0", event.sources().get(0), Authority.BROWSER, "/x", "as given"));
        }
        return provenance;
    }

    void apply(IdentityCommand command) {
        UnitOfWork unit = store.begin();
        long offset = store.appliedOffset();
        Configuration configuration =
                new Configuration(null, null, null, settings, null, Map.of(), List.of(), Map.of());
        new Identities()
                .apply(
                        new Applying<>(
                                unit,
                                offset,
                                command,
                                new ActiveConfiguration(configuration, null),
                                NOON));
        unit.commit(offset + 1);
    }

    void undo(long join) {
        apply(IdentityCommand.undo(NOON, OPERATOR, join));
    }

    void erase(KeyKind kind, String value) {
        IdentityKey key = key("acme", kind, value);
        apply(IdentityCommand.erase(NOON, OPERATOR, List.of(key.hash()), key.toString()));
    }

    static IdentityKey key(String merchant, KeyKind kind, String value) {
        return IdentityKeys.of(merchant, merchant + "-eu", kind, value).orElseThrow();
    }

    Optional<Identity> find(KeyKind kind, String value) {
        return store.queries().identities().find(List.of(key("acme", kind, value)));
    }

    Identity require(KeyKind kind, String value) {
        return find(kind, value).orElseThrow();
    }

    @Override
    public void close() {
        store.close();
    }
}
