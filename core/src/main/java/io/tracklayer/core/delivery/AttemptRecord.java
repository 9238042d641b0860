// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes the masked record of an exchange. */
final class AttemptRecord {
    private AttemptRecord() {}

    static Attempt of(
            Shipment shipment,
            SendResult result,
            List<Outcome> outcomes,
            List<DeliveryResult> results,
            Masking masking) {
        List<String> warnings = warnings(shipment, result, outcomes);
        Said said =
                new Said(
                        outcome(result, outcomes),
                        results.get(0).reason(),
                        text(result, results),
                        warnings);
        return of(shipment, result, said, masking);
    }

    /** What an exchange came to, not masked. */
    record Said(String outcome, String code, String text, List<String> warnings) {}

    static Attempt of(Shipment shipment, SendResult result, Said said, Masking masking) {
        PlatformRequest request = shipment.request();
        SendResult.Answered answered = result instanceof SendResult.Answered a ? a : null;
        return new Attempt(
                shipment.attemptId(),
                shipment.startedAt(),
                result.latencyMillis(),
                request.method(),
                masking.url(request),
                masking.headers(request.headers()),
                masking.text(new String(request.body(), StandardCharsets.UTF_8)),
                answered == null ? 0 : answered.answer().status(),
                answered == null ? Map.of() : masking.headers(answered.answer().headers()),
                answered == null ? "" : masking.text(answered.answer().text()),
                said.outcome(),
                masking.sentence(said.code()),
                masking.sentence(said.text()),
                said.warnings().stream().distinct().limit(50).map(masking::sentence).toList());
    }

    private static String text(SendResult result, List<DeliveryResult> results) {
        return result instanceof SendResult.Failed failed
                ? failed.text()
                : results.get(0).sentence();
    }

    static String outcome(SendResult result, List<Outcome> outcomes) {
        if (result instanceof SendResult.Failed failed) {
            return failed.sent() ? "unknown" : "not_sent";
        }
        if (result instanceof SendResult.Unauthorised) {
            return "auth_hold";
        }
        Set<String> words = new TreeSet<>();
        outcomes.forEach(outcome -> words.add(word(outcome)));
        return words.isEmpty()
                ? "adapter_contract"
                : words.size() == 1 ? words.iterator().next() : "mixed";
    }

    private static String word(Outcome outcome) {
        return outcome.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    static List<String> warnings(Shipment shipment, SendResult result, List<Outcome> outcomes) {
        List<String> warnings = new ArrayList<>();
        if (result instanceof SendResult.Answered answered) {
            warnings.addAll(answered.warnings());
        }
        shipment.batch()
                .records()
                .forEach(platformRecord -> warnings.addAll(platformRecord.warnings()));
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Delivered delivered) {
                warnings.addAll(delivered.warnings());
            } else if (outcome instanceof Outcome.AcceptedPending pending) {
                warnings.addAll(pending.warnings());
            }
        }
        return warnings;
    }
}
