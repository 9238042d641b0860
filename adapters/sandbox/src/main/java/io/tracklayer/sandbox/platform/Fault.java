// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One scripted fault: which calls it hits, how often, and what happens then. */
public record Fault(long id, FaultKind kind, Target target, Limits limits, Reply reply) {

    /** Which calls; the event id is looked for as a quoted string in the request body. */
    public record Target(
            PlatformName platform, Optional<String> account, Optional<String> eventId) {
        public boolean hits(PlatformName called, String calledAccount, String body) {
            return platform == called
                    && account.map(calledAccount::equals).orElse(true)
                    && eventId.map(wanted -> body.contains("\"" + wanted + "\"")).orElse(true);
        }
    }

    /** How often and until when. */
    public record Limits(Optional<Integer> times, Optional<Instant> until) {
        public boolean allow(int fired, Instant now) {
            return times.map(n -> fired < n).orElse(true) && until.map(now::isBefore).orElse(true);
        }
    }

    /** What is answered; the kind decides which of these matter. */
    public record Reply(
            int status,
            Optional<PlatformCode> code,
            Optional<String> retryAfter,
            Optional<Integer> usageMinutes,
            Optional<String> location,
            Optional<String> body,
            Duration delay,
            long bytes,
            boolean processed) {}

    /** A platform's error code. */
    public record PlatformCode(int code, Optional<Integer> subcode, boolean isTransient) {}

    public ObjectNode toJson(int fired, boolean active) {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("platform", target.platform().wire());
        target.account().ifPresent(name -> json.put("account", name));
        target.eventId().ifPresent(wanted -> json.put("event_id", wanted));
        json.put("kind", kind.wire());
        limits.times().ifPresent(n -> json.put("times", n));
        limits.until().ifPresent(end -> json.put("until", end.toString()));
        json.put("fired", fired);
        json.put("active", active);
        return json;
    }
}
