// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of one event: a conversion, a new value of one, its removal, or a skip. */
final class GoogleAdsMapping {
    /** The Google Ads API adjusts no longer. */
    private static final Duration RETRACTABLE_FOR = Duration.ofDays(54);

    /** User data alone finds clicks no further back. */
    private static final Duration MATCHED_BY_USER_DATA = Duration.ofDays(63);

    private final Event event;
    private final Settings settings;
    private final MapContext context;
    private final GoogleAdsActions actions;
    private final List<String> warnings = new ArrayList<>();

    GoogleAdsMapping(Event event, Settings settings, MapContext context) {
        this.event = event;
        this.settings = settings;
        this.context = context;
        this.actions = GoogleAdsActions.of(settings);
    }

    Mapping map() {
        for (Purpose purpose : List.of(Purpose.MARKETING, Purpose.AD_USER_DATA)) {
            if (event.consent().state(purpose) == ConsentState.DENIED) {
                return Mapping.skip(
                        "consent_denied:" + purpose.wire(),
                        "The visitor refused " + purpose.wire() + ", so Google is sent nothing.");
            }
        }
        GoogleAdsEventNames.Choice choice =
                new GoogleAdsEventNames(event, actions, context).choose();
        if (choice instanceof GoogleAdsEventNames.NotSent reason) {
            return Mapping.skip(reason.code(), reason.sentence());
        }
        return choice instanceof GoogleAdsEventNames.Counted counted
                ? conversion(counted.action())
                : correction();
    }

    private Mapping conversion(String action) {
        GoogleAdsOrder order = GoogleAdsOrder.of(event, context);
        // Sent once more after a refund, the full value would undo the refund.
        if (GoogleAdsOrder.SALES.contains(event.name()) && order.corrected()) {
            return corrections() ? left(order, event, action) : refused("already_corrected");
        }
        return untimely(event)
                .orElseGet(() -> sent("conversion", event, action, payload(event).conversion()));
    }

    private Mapping correction() {
        if (!corrections()) {
            return Mapping.skip(
                    "corrections_off", "corrections is off, so Google keeps the order's value.");
        }
        if (event.orderId().isEmpty()) {
            return Mapping.skip("missing_order_id", "Without an order there is nothing to change.");
        }
        GoogleAdsOrder order = GoogleAdsOrder.of(event, context);
        if (order.sale().isEmpty()) {
            return unknownOrder(event.orderId().get());
        }
        Optional<String> action = actions.of(order.sale().get());
        return action.isEmpty()
                ? Mapping.skip(
                        "no_conversion_action",
                        "The order's own event has no conversion action any more.")
                : left(order, order.sale().get(), action.get());
    }

    /** Google would count a change of an order it does not know as one more conversion. */
    private Mapping unknownOrder(String id) {
        boolean known = GoogleAdsOrder.SALES.stream().anyMatch(name -> context.accepted(name, id));
        // What is still kept was a test, of which Google has nothing.
        return known && context.accepted(id).isEmpty()
                ? Mapping.skip(
                        "order_expired", "What was sent of the order is no longer kept here.")
                : Mapping.skip(
                        "order_not_sent",
                        "Google has not been sent the order, so there is nothing to change.");
    }

    private Mapping left(GoogleAdsOrder order, Event sale, String action) {
        Optional<BigDecimal> left = order.left();
        if (left.isEmpty()) {
            return refused("value_unknown");
        }
        if (left.get().signum() == 0) {
            return nothingLeft(order, sale, action);
        }
        if (retracted(order)) {
            return refused("already_retracted");
        }
        return restated(sale, action, left.get());
    }

    private Mapping nothingLeft(GoogleAdsOrder order, Event sale, String action) {
        return switch (settings.text(GoogleAdsSettings.RETRACTIONS)) {
            case "zero" -> restated(sale, action, BigDecimal.ZERO);
            case "adjustments" ->
                    retracted(order) ? refused("already_retracted") : retract(sale, action);
            default -> refused("retractions_off");
        };
    }

    private boolean retracted(GoogleAdsOrder order) {
        return settings.text(GoogleAdsSettings.RETRACTIONS).equals("adjustments")
                && order.nothingLeftBefore();
    }

    private Mapping restated(Event sale, String action, BigDecimal value) {
        return untimely(sale)
                .orElseGet(
                        () -> {
                            GoogleAdsPayload payload = payload(sale);
                            return payload.transactionId().isEmpty()
                                    ? refused("missing_order_id")
                                    : sent(
                                            "restatement",
                                            sale,
                                            action,
                                            payload.restatement(value, event, context.now()));
                        });
    }

    private Mapping retract(Event sale, String action) {
        if (age(sale).compareTo(RETRACTABLE_FOR) > 0) {
            return Mapping.skip(
                    "too_late", "Google Ads removes conversions for 54 days, this one is older.");
        }
        Optional<String> id = payload(sale).transactionId();
        return id.isEmpty()
                ? refused("missing_order_id")
                : Mapping.send(
                        record(
                                "retraction",
                                sale,
                                GoogleAdsRetraction.of(settings, action, id.get(), context.now()),
                                batch(true, action),
                                true));
    }

    private Mapping sent(String name, Event subject, String action, Map<String, Object> body) {
        if (!body.containsKey("adIdentifiers") && !body.containsKey("userData")) {
            return refused("insufficient_identifiers");
        }
        boolean known = body.containsKey("adIdentifiers");
        if (!known && age(subject).compareTo(MATCHED_BY_USER_DATA) > 0) {
            warnings.add("older than 63 days and without click id: Google may not match it");
        }
        // A repeated transaction id, or click and time, counts once.
        boolean resendSafe = known || body.containsKey("transactionId");
        return Mapping.send(record(name, subject, body, batch(false, action), resendSafe));
    }

    private PlatformRecord record(
            String name,
            Event subject,
            Map<String, Object> body,
            GoogleAdsBatch batch,
            boolean resendSafe) {
        if (batch.test()) {
            warnings.add("sent as a test: Google validates it and counts nothing");
        }
        return new PlatformRecord(
                name,
                event.eventId(),
                subject.eventTime(),
                body,
                batch.key(),
                resendSafe,
                warnings);
    }

    private GoogleAdsBatch batch(boolean retraction, String action) {
        return new GoogleAdsBatch(
                event.test() || settings.flag(GoogleAdsSettings.TEST_MODE),
                retraction,
                GoogleAdsSettings.customer(settings),
                action);
    }

    private Optional<Mapping> untimely(Event subject) {
        Duration age = age(subject);
        Duration most = settings.duration(GoogleAdsSettings.MAX_AGE);
        if (age.compareTo(most) > 0 || age.compareTo(GoogleAdsPayload.MAX_AGE) > 0) {
            return Optional.of(
                    Mapping.skip(
                            "too_late",
                            "The conversion is older than max-age, for which Google sets 90d."));
        }
        return age.compareTo(GoogleAdsPayload.FUTURE_SKEW.negated()) < 0
                ? Optional.of(
                        Mapping.skip(
                                "in_the_future", "Google refuses events that lie in the future."))
                : Optional.empty();
    }

    private GoogleAdsPayload payload(Event subject) {
        return new GoogleAdsPayload(subject, settings, warnings);
    }

    private boolean corrections() {
        return settings.text(GoogleAdsSettings.CORRECTIONS).equals("restate");
    }

    private Duration age(Event subject) {
        return Duration.between(subject.eventTime(), context.now());
    }

    private static Mapping refused(String code) {
        return Mapping.skip(
                code,
                switch (code) {
                    case "already_corrected" ->
                            "The order was corrected since; its full value would undo that.";
                    case "already_retracted" -> "Google was already told to remove the order.";
                    case "retractions_off" ->
                            "Nothing is left of the order, and retractions is off.";
                    case "missing_order_id" ->
                            "Google was sent no transaction id by which to find the order.";
                    case "insufficient_identifiers" ->
                            "Google needs a click id, e-mail, phone, or name with country and"
                                    + " postal code.";
                    default ->
                            "What is left of the order cannot be told: a value is missing or in"
                                    + " another currency than the order.";
                });
    }
}
