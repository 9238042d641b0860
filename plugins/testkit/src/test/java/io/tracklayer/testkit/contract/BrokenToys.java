// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.RedeliveryPolicy;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.Sha256;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Toys with one defect each, named after it. Long because it is a list. */
final class BrokenToys {
    private BrokenToys() {}

    /** Cannot be made. */
    public static final class WithoutConstructor extends Toy {
        private WithoutConstructor() {}
    }

    public static final class BadId extends Toy {
        @Override
        public String id() {
            return "My Toys";
        }
    }

    public static final class NewDescriptorEveryTime extends Toy {
        @Override
        public DestinationDescriptor descriptor() {
            return describe();
        }
    }

    public static final class NegativeSkew extends Toy {
        @Override
        Limits limits() {
            return new Limits(10, 1_000_000, Duration.ofDays(7), Duration.ofSeconds(-1));
        }
    }

    public static final class ShrinkingDelays extends Toy {
        @Override
        RedeliveryPolicy redelivery() {
            return RedeliveryPolicy.exponential(
                    10, Duration.ofHours(2), 2, Duration.ofHours(1), Duration.ofHours(24));
        }
    }

    public static final class StableWithoutExamples extends Toy {
        @Override
        DestinationDescriptor.Maturity maturity() {
            return DestinationDescriptor.Maturity.STABLE;
        }
    }

    public static final class NoPurposes extends Toy {
        @Override
        public Set<Purpose> purposes(Settings settings) {
            return null;
        }
    }

    /** Has one more setting, whose value stands in every record. */
    private abstract static class OneMoreSetting extends Toy {
        @Override
        List<Setting> moreSettings() {
            return List.of(setting());
        }

        abstract Setting setting();

        @Override
        Map<String, Object> body(Event event, Settings settings) {
            Map<String, Object> body = super.body(event, settings);
            settings.find(setting().name()).ifPresent(text -> body.put("setting", text));
            return body;
        }
    }

    public static final class Undocumented extends OneMoreSetting {
        @Override
        Setting setting() {
            return Setting.optional("mode", Setting.Type.TEXT, "", "The mode.");
        }
    }

    public static final class FlagWithoutDefault extends OneMoreSetting {
        @Override
        Setting setting() {
            return Setting.optional(
                    "fast", Setting.Type.FLAG, "", "Whether the platform should hurry up.");
        }
    }

    public static final class OpenKey extends OneMoreSetting {
        @Override
        Setting setting() {
            return Setting.optional(
                    "api-key", Setting.Type.TEXT, "", "Key of the platform's older interface.");
        }
    }

    public static final class NoEndpoint extends Toy {
        @Override
        String endpoint() {
            return "base";
        }
    }

    public static final class UnusedSetting extends Toy {
        @Override
        List<Setting> moreSettings() {
            return List.of(
                    Setting.choice(
                            "colour",
                            List.of("red", "green"),
                            "red",
                            "Colour of the platform's reports."));
        }
    }

    public static final class ThrowsOnLargeCarts extends Toy {
        @Override
        public Mapping map(Event event, Settings settings, MapContext context) {
            if (event.items().size() > 50) {
                throw new StackOverflowError();
            }
            return super.map(event, settings, context);
        }
    }

    public static final class GivesNull extends Toy {
        @Override
        public Mapping map(Event event, Settings settings, MapContext context) {
            return event.name() == EventName.CUSTOM ? null : super.map(event, settings, context);
        }
    }

    public static final class SpokenCode extends Toy {
        @Override
        Mapping skipped(Event event) {
            return Mapping.skip("Not an order", "The platform takes orders only.");
        }
    }

    public static final class NoSentence extends Toy {
        @Override
        Mapping skipped(Event event) {
            return Mapping.skip("no_order", "no order");
        }
    }

    public static final class OtherEventId extends Toy {
        @Override
        public Mapping map(Event event, Settings settings, MapContext context) {
            Event renamed = event.toBuilder().eventId("toy-" + event.eventId()).build();
            return super.map(renamed, settings, context);
        }
    }

    public static final class FloatingPoint extends Toy {
        @Override
        Map<String, Object> body(Event event, Settings settings) {
            Map<String, Object> body = super.body(event, settings);
            body.put("score", 1.5);
            return body;
        }
    }

    public static final class NullInRecord extends Toy {
        @Override
        Map<String, Object> body(Event event, Settings settings) {
            Map<String, Object> body = super.body(event, settings);
            body.put("note", null);
            return body;
        }

        @Override
        public PlatformRequest pack(
                List<PlatformRecord> records, Settings settings, PackContext context) {
            return super.pack(
                    records.stream().map(NullInRecord::withoutNote).toList(), settings, context);
        }

        private static PlatformRecord withoutNote(PlatformRecord mapped) {
            Map<String, Object> body = new LinkedHashMap<>(mapped.body());
            body.remove("note");
            return new PlatformRecord(
                    mapped.name(),
                    mapped.eventId(),
                    mapped.eventTime(),
                    body,
                    "all",
                    true,
                    List.of());
        }
    }

    public static final class CannotPackTests extends Toy {
        @Override
        public Mapping map(Event event, Settings settings, MapContext context) {
            Mapping mapping = super.map(event, settings, context);
            return event.test() && mapping instanceof Mapping.Send send
                    ? Mapping.send(inBatch(send.platformRecord(), "test"))
                    : mapping;
        }

        @Override
        public PlatformRequest pack(
                List<PlatformRecord> records, Settings settings, PackContext context) {
            if (records.get(0).batchKey().equals("test")) {
                throw new IllegalStateException("no tests");
            }
            return super.pack(records, settings, context);
        }
    }

    static PlatformRecord inBatch(PlatformRecord mapped, String key) {
        return new PlatformRecord(
                mapped.name(),
                mapped.eventId(),
                mapped.eventTime(),
                mapped.body(),
                key,
                mapped.resendSafe(),
                mapped.warnings());
    }

    public static final class TrailingBrace extends Toy {
        @Override
        public PlatformRequest pack(
                List<PlatformRecord> records, Settings settings, PackContext context) {
            PlatformRequest good = super.pack(records, settings, context);
            String body = new String(good.body(), StandardCharsets.UTF_8) + "}";
            return new PlatformRequest(
                    good.method(),
                    good.url(),
                    good.query(),
                    good.headers(),
                    body.getBytes(StandardCharsets.UTF_8));
        }
    }

    public static final class EmptyNote extends Toy {
        @Override
        Map<String, Object> body(Event event, Settings settings) {
            Map<String, Object> body = super.body(event, settings);
            body.put("note", "");
            return body;
        }
    }

    public static final class HeaderInjection extends Toy {
        @Override
        public PlatformRequest pack(
                List<PlatformRecord> records, Settings settings, PackContext context) {
            PlatformRequest good = super.pack(records, settings, context);
            return new PlatformRequest(
                    good.method(),
                    good.url(),
                    List.of(Field.open("city\r\nX-Injected", "1")),
                    good.headers(),
                    good.body());
        }
    }

    public static final class ProbesElsewhere extends Toy {
        @Override
        public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
            return Optional.of(
                    new PlatformRequest(
                            "GET", "https://status.example/", List.of(), List.of(), new byte[0]));
        }
    }

    public static final class TooLarge extends Toy {
        @Override
        Limits limits() {
            return new Limits(10, 2_000, Duration.ofDays(7), Duration.ZERO);
        }
    }

    public static final class WithExponent extends Toy {
        @Override
        Object value(BigDecimal amount) {
            return amount.toString();
        }
    }

    public static final class Rounded extends Toy {
        @Override
        Object value(BigDecimal amount) {
            return amount.setScale(0, RoundingMode.HALF_UP);
        }
    }

    public static final class PlainEmail extends Toy {
        @Override
        Optional<String> person(String email) {
            return Optional.of(email);
        }
    }

    public static final class HashedTwice extends Toy {
        @Override
        Optional<String> person(String email) {
            return Optional.of(Sha256.of(email.toLowerCase(Locale.ROOT)).hex());
        }
    }

    public static final class GossipingSkip extends Toy {
        @Override
        Mapping skipped(Event event) {
            return Mapping.skip(
                    "no_order",
                    "There is no order of " + event.text(EventField.EMAIL).orElse("anybody") + ".");
        }
    }

    public static final class OpenToken extends Toy {
        @Override
        public PlatformRequest pack(
                List<PlatformRecord> records, Settings settings, PackContext context) {
            PlatformRequest good = super.pack(records, settings, context);
            return new PlatformRequest(
                    good.method(),
                    good.url(),
                    List.of(Field.open("token", settings.text("token"))),
                    good.headers(),
                    good.body());
        }
    }

    /** Says of a whole request what only its first record is. */
    public static final class SharedMode extends Toy {
        @Override
        public PlatformRequest pack(
                List<PlatformRecord> records, Settings settings, PackContext context) {
            PlatformRequest good = super.pack(records, settings, context);
            boolean test = records.get(0).eventId().contains("\"");
            return new PlatformRequest(
                    good.method(),
                    good.url() + (test ? "/test" : ""),
                    good.query(),
                    good.headers(),
                    good.body());
        }
    }

    /** The mode stands beside the list, as deep as the list does. */
    public static final class SharedModeInside extends Toy {
        @Override
        public PlatformRequest pack(
                List<PlatformRecord> records, Settings settings, PackContext context) {
            String mode = records.get(0).eventId().contains("\"") ? "test" : "live";
            return HealthyToys.posting(
                    Map.of(
                            "data",
                            Map.of(
                                    "mode",
                                    mode,
                                    "orders",
                                    records.stream().map(PlatformRecord::body).toList())),
                    super.pack(records, settings, context),
                    context);
        }
    }

    public static final class FirstOnly extends Toy {
        @Override
        public PlatformRequest pack(
                List<PlatformRecord> records, Settings settings, PackContext context) {
            return super.pack(records.subList(0, 1), settings, context);
        }
    }

    public static final class OneOutcomeForAll extends Toy {
        @Override
        public List<Outcome> interpret(
                PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
            return List.of(outcome(answer));
        }
    }

    public static final class TrustsBodies extends Toy {
        @Override
        Outcome outcome(PlatformAnswer answer) {
            if (answer.json() instanceof Map<?, ?> map && map.containsKey("errors")) {
                ((List<?>) map.get("errors")).size();
            }
            return super.outcome(answer);
        }
    }

    public static final class Wordless extends Toy {
        @Override
        Outcome outcome(PlatformAnswer answer) {
            return answer.status() == 422
                    ? new Outcome.Permanent("http_422", " ")
                    : super.outcome(answer);
        }
    }

    public static final class GivesUpWhenBusy extends Toy {
        @Override
        Outcome outcome(PlatformAnswer answer) {
            return answer.status() == 429
                    ? new Outcome.Permanent("http_429", "The platform is busy.")
                    : super.outcome(answer);
        }
    }

    public static final class DeliveredWhenRefused extends Toy {
        @Override
        Outcome outcome(PlatformAnswer answer) {
            return answer.status() == 403 ? Outcome.delivered() : super.outcome(answer);
        }
    }

    public static final class WorksWhenDown extends Toy {
        @Override
        public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
            return new ProbeResult(ProbeResult.Verdict.WORKS, "The platform is there.");
        }
    }

    /** Counts its calls, which also shows on the Turkish machine. */
    public static final class Counting extends Toy {
        private final AtomicLong calls = new AtomicLong();

        @Override
        Map<String, Object> body(Event event, Settings settings) {
            Map<String, Object> body = super.body(event, settings);
            body.put("number", calls.incrementAndGet());
            return body;
        }
    }

    public static final class LocalFormat extends Toy {
        @Override
        Map<String, Object> body(Event event, Settings settings) {
            Map<String, Object> body = super.body(event, settings);
            body.put("share", new DecimalFormat("0.00").format(0.5));
            return body;
        }
    }

    public static final class Collecting extends Toy {
        @Override
        public Mapping map(Event event, Settings settings, MapContext context) {
            if (event.properties().get("nested") instanceof Map<?, ?> nested) {
                mark(nested);
            }
            return super.map(event, settings, context);
        }

        @SuppressWarnings("unchecked") // trees only have text keys
        private static void mark(Map<?, ?> nested) {
            ((Map<String, Object>) nested).put("seen", true);
        }
    }

    public static final class ReversesItsInput extends Toy {
        @Override
        public PlatformRequest pack(
                List<PlatformRecord> records, Settings settings, PackContext context) {
            if (records.size() > 1) {
                Collections.reverse(records);
            }
            return super.pack(records, settings, context);
        }
    }
}
