// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.EventField.Authority;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The copies of an event as they came: what pages sent on the left, what servers sent on the right.
 */
record EventTimeline(
        Configuration configuration,
        StoredEvent stored,
        List<ObservationRow> copies,
        List<MergeRow> merges) {

    void write(Html html) {
        if (copies.isEmpty()) {
            return;
        }
        html.element("h2", merges.isEmpty() ? "The copy" : "Why the copies are one event")
                .open("div", "class", "lanes")
                .element("span", "Arrived", "class", "head")
                .element("span", "Browser", "class", "head")
                .element("span", "Server", "class", "head");
        Map<String, MergeRow> byCopy =
                merges.stream()
                        .collect(
                                Collectors.toMap(
                                        MergeRow::observation,
                                        Function.identity(),
                                        (one, other) -> one));
        for (ObservationRow copy : copies) {
            copy(html, copy, Optional.ofNullable(byCopy.get(copy.id())));
        }
        html.close();
        sentences(html);
    }

    private void copy(Html html, ObservationRow copy, Optional<MergeRow> merge) {
        html.open("div");
        Words.time(html, copy.receivedAt());
        html.element("small", lag(copy), "class", "why block").close();
        boolean browser = authority(copy) == Authority.BROWSER;
        String lane = merge.filter(MergeRow::late).isPresent() ? "lane here late" : "lane here";
        html.open("div", "class", browser ? lane : "lane");
        if (browser) {
            said(html, copy, merge);
        }
        html.close().open("div", "class", browser ? "lane" : lane);
        if (!browser) {
            said(html, copy, merge);
        }
        html.close();
    }

    private String lag(ObservationRow copy) {
        Duration after = Duration.between(copies.get(0).receivedAt(), copy.receivedAt());
        return after.isZero() ? "first" : "+" + after.toMillis() / 1000.0 + " s";
    }

    private void said(Html html, ObservationRow copy, Optional<MergeRow> merge) {
        html.element("strong", copy.source())
                .text(" ")
                .element("span", copy.verdict().wire(), "class", "badge " + copy.verdict().wire());
        merge.ifPresent(
                how -> {
                    html.text(" by ").element("code", how.key());
                    if (how.late()) {
                        html.element(
                                "span",
                                " late: it had been sent already and is not sent again",
                                "class",
                                "why");
                    }
                });
        List<String> gave = gave(copy);
        html.element(
                "span",
                gave.isEmpty() ? "gave nothing that was kept" : "gave " + String.join(", ", gave),
                "class",
                "why block");
    }

    private List<String> gave(ObservationRow copy) {
        return stored.provenance().entrySet().stream()
                .filter(field -> field.getValue().observation().equals(copy.id()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** By the source as it is set up, or else by what came from this copy. */
    private Authority authority(ObservationRow copy) {
        return configuration
                .store(copy.store())
                .flatMap(store -> store.source(copy.source()))
                .map(source -> source.source().descriptor().authority())
                .or(
                        () ->
                                stored.provenance().values().stream()
                                        .filter(from -> from.source().equals(copy.source()))
                                        .map(Provenance::authority)
                                        .findFirst())
                .orElse(Authority.ORDER_SYSTEM);
    }

    private void sentences(Html html) {
        if (!merges.isEmpty()) {
            html.open("ul");
            merges.forEach(merge -> html.element("li", merge.sentence()));
            html.close();
        }
    }
}
