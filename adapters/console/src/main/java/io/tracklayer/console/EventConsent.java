// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.spi.Consent;
import java.util.Map;
import java.util.TreeMap;

/** What the visitor consented to, how that was read, and the signal as it was sent. */
record EventConsent(StoredEvent stored) {

    void write(Html html) {
        Consent consent = stored.event().consent();
        html.element("h2", "Consent").open("dl", "class", "fields");
        ((Map<?, ?>) EventJson.toTree(stored.event()).get("consent"))
                .forEach(
                        (name, value) -> {
                            if (!name.equals("raw")) {
                                field(html, name.toString(), value);
                            }
                        });
        html.close();
        if (consent.raw().isEmpty()) {
            html.element(
                    "p",
                    consent.known()
                            ? "No copy brought a signal; what is known was decided before."
                            : "No copy brought a consent signal.",
                    "class",
                    "why");
            return;
        }
        html.element("h3", "The signal as it was sent").open("dl", "class", "fields");
        new TreeMap<>(consent.raw())
                .forEach(
                        (name, text) ->
                                html.element("dt", name)
                                        .open("dd")
                                        .element("span", text, "class", "value")
                                        .close());
        html.close();
    }

    private void field(Html html, String name, Object value) {
        html.element("dt", name)
                .open("dd")
                .element("span", EventFields.plain(value), "class", "value");
        EventFields.from(html, provenance(name));
        html.close();
    }

    /** Where a purpose's state came from, and for the source of the signal where that did. */
    private Provenance provenance(String member) {
        return stored.provenance().get(member.equals("source") ? "consent" : "consent." + member);
    }
}
