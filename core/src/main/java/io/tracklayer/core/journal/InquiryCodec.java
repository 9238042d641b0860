// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import io.tracklayer.core.delivery.Inquiry;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of a settlement that says what a platform tells later. */
final class InquiryCodec {
    private InquiryCodec() {}

    static Map<String, Object> head(Inquiry inquiry) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("attempt", inquiry.attempt());
        head.put("receipt", inquiry.receipt());
        head.put("events", inquiry.events());
        head.put("begun_at", inquiry.begunAt().toString());
        head.put("asked", inquiry.asked());
        head.put("pace_ms", inquiry.pace().toMillis());
        inquiry.due().ifPresent(due -> head.put("due_at", due.toString()));
        return head;
    }

    static Inquiry inquiry(Tree head) {
        List<?> events = (List<?>) head.find("/events").orElseThrow();
        return new Inquiry(
                (String) head.find("/attempt").orElseThrow(),
                (String) head.find("/receipt").orElseThrow(),
                events.stream().map(Long.class::cast).toList(),
                Instant.parse(head.text("/begun_at").orElseThrow()),
                ((Number) head.find("/asked").orElseThrow()).intValue(),
                Duration.ofMillis((Long) head.find("/pace_ms").orElseThrow()),
                head.text("/due_at").map(Instant::parse).orElse(null));
    }
}
