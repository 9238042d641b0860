// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import io.tracklayer.spi.Settings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The connection check against the validation server, which records nothing. */
final class Ga4Probe {
    static final String PATH = "/debug/mp/collect";

    private Ga4Probe() {}

    static Map<String, Object> body(Instant now) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("name", "tracklayer_check");
        event.put("params", Map.of("engagement_time_msec", 1L));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("client_id", "1000000001.1700000001");
        body.put("timestamp_micros", now.toEpochMilli() * 1_000);
        body.put("validation_behavior", "ENFORCE_RECOMMENDATIONS");
        body.put("events", List.of(event));
        return body;
    }

    static ProbeResult result(PlatformAnswer answer, Settings settings) {
        if (!settings.text(Ga4Settings.MEASUREMENT_ID).matches("G-[A-Z0-9]{4,20}")) {
            return new ProbeResult(
                    Verdict.REFUSED,
                    "the measurement id is not of the form G-XXXXXXXXXX; copy it from Admin, Data streams");
        }
        if (!answer.successful() || !Ga4Answers.judged(answer)) {
            return new ProbeResult(
                    Verdict.UNREACHABLE,
                    "the validation server gave HTTP "
                            + answer.status()
                            + " without a verdict; check the address and what stands between");
        }
        return judged(Ga4Answers.messages(answer));
    }

    private static ProbeResult judged(List<Ga4Answers.Message> messages) {
        if (messages.isEmpty()) {
            return new ProbeResult(
                    Verdict.UNVERIFIABLE,
                    "shape accepted; GA4 never says whether secret and measurement id are right: look for events in Realtime or DebugView");
        }
        return new ProbeResult(
                Verdict.REFUSED,
                messages.stream()
                        .map(message -> message.code() + " " + message.text())
                        .collect(Collectors.joining("; ")));
    }
}
