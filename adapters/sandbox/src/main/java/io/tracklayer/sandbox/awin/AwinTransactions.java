// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.awin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.DedupWindow;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Ledger;
import io.tracklayer.sandbox.platform.Money;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Texts;
import io.tracklayer.sandbox.platform.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is booked: one transaction for a reference of an advertiser, whichever way it came. */
final class AwinTransactions {
    private static final int LONGEST_REFERENCE = 50;

    /** Longer than any test; Awin names no end. */
    private static final Duration FOR_GOOD = Duration.ofDays(3_650);

    private final Ledger ledger;
    private final Clock clock;
    private final DedupWindow references = new DedupWindow(FOR_GOOD);

    AwinTransactions(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** An order in the form both ways share. */
    record Order(
            Optional<String> reference,
            Optional<String> amount,
            Optional<String> currency,
            String channel,
            List<String> keys,
            boolean test,
            String payload) {}

    static Order of(JsonNode order) {
        return new Order(
                Texts.find(order, "orderReference"),
                Money.text(order.path("amount")),
                Texts.find(order, "currency"),
                order.path("channel").asText(""),
                Stream.of("awc", "clickTime", "publisherId", "voucher").filter(order::has).toList(),
                order.path("isTest").asBoolean(),
                Json.write(order));
    }

    void book(String advertiser, Order order, List<AwinFields.Problem> problems) {
        Optional<String> reference = order.reference().map(id -> cut(advertiser, id));
        Sighting sighting =
                new Sighting(
                        advertiser,
                        order.channel(),
                        Optional.empty(),
                        reference,
                        order.amount(),
                        order.currency(),
                        order.keys(),
                        order.payload());
        if (!problems.isEmpty()) {
            ledger.record(Verdict.REJECTED, Optional.of(problems.get(0).reason()), sighting);
        } else if (order.test()) {
            ledger.record(Verdict.TEST, sighting);
        } else {
            boolean first =
                    references.firstSight(clock.instant(), advertiser, reference.orElse(""));
            ledger.record(first ? Verdict.STORED : Verdict.DEDUPLICATED, sighting);
        }
    }

    void clear() {
        references.clear();
    }

    private String cut(String advertiser, String reference) {
        if (reference.length() <= LONGEST_REFERENCE) {
            return reference;
        }
        ledger.diagnose(advertiser, "reference_cut");
        return reference.substring(0, LONGEST_REFERENCE);
    }
}
