// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.Fault;
import io.tracklayer.sandbox.platform.FaultKind;
import io.tracklayer.sandbox.platform.PlatformName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one scripted fault from JSON; all problems are reported together. */
final class FaultReader {
    private static final Set<String> KNOWN =
            Set.of(
                    "platform",
                    "account",
                    "event_id",
                    "times",
                    "for_ms",
                    "kind",
                    "status",
                    "code",
                    "subcode",
                    "transient",
                    "retry_after",
                    "usage_minutes",
                    "delay_ms",
                    "body",
                    "location",
                    "bytes",
                    "processed");
    private static final long HUGE_BYTES = 64L * 1024 * 1024;
    private static final long MAX_BYTES = 16L * 1024 * 1024 * 1024;
    private static final int DAY_MILLIS = 86_400_000;

    private final ControlFields fields;

    FaultReader(JsonNode json) {
        this.fields = new ControlFields(json);
        fields.onlyKnown(KNOWN);
    }

    List<String> errors() {
        return fields.errors();
    }

    /** The fault, or empty when {@link #errors()} has something to say. */
    Optional<Fault> read(long id, Instant now) {
        Optional<PlatformName> platform = fields.platform();
        String wire = fields.requireText("kind");
        Optional<FaultKind> kind = FaultKind.find(wire);
        if (kind.isEmpty()) {
            fields.error("\"kind\" \"" + wire + "\" is not known");
        }
        if (kind.equals(Optional.of(FaultKind.RECEIVED_ZERO))
                && !platform.equals(Optional.of(PlatformName.META))) {
            fields.error("\"kind\" received_zero exists for meta only");
        }
        Optional<Fault> fault =
                platform.isPresent() && kind.isPresent()
                        ? Optional.of(
                                new Fault(
                                        id,
                                        kind.get(),
                                        target(platform.get()),
                                        limits(now),
                                        reply(kind.get())))
                        : Optional.empty();
        return errors().isEmpty() ? fault : Optional.empty();
    }

    private Fault.Target target(PlatformName platform) {
        return new Fault.Target(platform, fields.text("account"), fields.text("event_id"));
    }

    private Fault.Limits limits(Instant now) {
        return new Fault.Limits(
                integer("times", 1, Integer.MAX_VALUE),
                fields.number("for_ms", 1, 30L * DAY_MILLIS).map(now::plusMillis));
    }

    private Fault.Reply reply(FaultKind kind) {
        Optional<Fault.PlatformCode> code = code();
        int status = integer("status", 200, 599).orElseGet(() -> defaultStatus(kind, code));
        long delay = fields.number("delay_ms", 1, DAY_MILLIS).orElse(kind.defaultDelayMillis());
        return new Fault.Reply(
                status,
                code,
                fields.headerText("retry_after"),
                integer("usage_minutes", 0, 100_000),
                fields.headerText("location"),
                fields.text("body"),
                Duration.ofMillis(delay),
                fields.number("bytes", 1, MAX_BYTES).orElse(HUGE_BYTES),
                fields.flag("processed").orElse(kind.processes(status)));
    }

    /** Meta: 1 and 2 are the codes of a passing trouble on its own side. */
    private Optional<Fault.PlatformCode> code() {
        Optional<Integer> code = integer("code", 0, Integer.MAX_VALUE);
        Optional<Integer> subcode = integer("subcode", 0, Integer.MAX_VALUE);
        Optional<Boolean> isTransient = fields.flag("transient");
        return code.map(
                number ->
                        new Fault.PlatformCode(
                                number, subcode, isTransient.orElse(number == 1 || number == 2)));
    }

    private static int defaultStatus(FaultKind kind, Optional<Fault.PlatformCode> code) {
        if (kind == FaultKind.PLATFORM_ERROR && code.isPresent()) {
            if (code.get().code() == 190) {
                return 401;
            }
            if (code.get().isTransient()) {
                return 500;
            }
        }
        return kind.defaultStatus();
    }

    private Optional<Integer> integer(String name, int min, int max) {
        return fields.number(name, min, max).map(Long::intValue);
    }
}
