// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.IdentitySettings;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.EventField;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By what the buyer can be recognised: each key and click id, where it is from, how long it is
 * used.
 */
record EventIdentity(StoredEvent stored, IdentitySettings settings) {
    private static final List<String> GROUPS = List.of("user.", "browser_ids.", "click_ids.");
    private static final List<String> COLUMNS =
            List.of("Key", "Value", "From", "Seen", "On", "Used until");

    void write(Html html) {
        List<Map.Entry<EventField, Object>> keys =
                stored.event().fields().entrySet().stream()
                        .filter(entry -> isKey(entry.getKey()))
                        .toList();
        html.element("h2", "Identity");
        if (keys.isEmpty()) {
            html.element(
                    "p",
                    "The event carries nothing by which a platform could recognise the buyer.",
                    "class",
                    "why");
            return;
        }
        html.open("table").open("thead").open("tr");
        COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().close().open("tbody");
        keys.forEach(entry -> key(html, entry.getKey(), entry.getValue()));
        html.close().close();
    }

    private static boolean isKey(EventField field) {
        return GROUPS.stream().anyMatch(field.path()::startsWith);
    }

    private void key(Html html, EventField field, Object value) {
        Provenance from = stored.provenance().get(field.path());
        Optional<ClickId> click = value instanceof ClickId id ? Optional.of(id) : Optional.empty();
        html.open("tr")
                .element("td", field.path(), "data-label", "Key")
                .open("td", "data-label", "Value")
                .element(
                        "code", click.map(ClickId::value).orElseGet(() -> EventFields.plain(value)))
                .close()
                .element("td", from == null ? "" : EventFields.words(from), "data-label", "From")
                .open("td", "data-label", "Seen");
        Optional<Instant> seen = click.flatMap(ClickId::seen).or(() -> remembered(from));
        seen.ifPresent(at -> Words.time(html, at));
        html.close()
                .element("td", click.map(ClickId::landingUrl).orElse(""), "data-label", "On")
                .open("td", "data-label", "Used until");
        until(field, seen).ifPresent(at -> Words.time(html, at));
        html.close().close();
    }

    private static Optional<Instant> remembered(Provenance from) {
        return Optional.ofNullable(from)
                .filter(one -> one.rule().equals(Provenance.REMEMBERED))
                .map(Provenance::at);
    }

    private Optional<Instant> until(EventField field, Optional<Instant> seen) {
        Duration lifetime = settings == null ? null : settings.lifetimes().get(field);
        return lifetime == null ? Optional.empty() : seen.map(at -> at.plus(lifetime));
    }
}
