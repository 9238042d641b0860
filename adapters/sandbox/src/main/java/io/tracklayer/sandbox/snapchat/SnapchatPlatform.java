// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.snapchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.Accounts;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.DedupWindow;
import io.tracklayer.sandbox.platform.Fault;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Ledger;
import io.tracklayer.sandbox.platform.Money;
import io.tracklayer.sandbox.platform.Platform;
import io.tracklayer.sandbox.platform.PlatformName;
import io.tracklayer.sandbox.platform.Reason;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Texts;
import io.tracklayer.sandbox.platform.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Stands in for the Snapchat Conversions API: {@code POST /snapchat/v3/{pixel}/events}. */
public final class SnapchatPlatform implements Platform {
    private static final int MAX_EVENTS = 2_000;
    private static final Duration EVENT_WINDOW = Duration.ofHours(48);
    private static final Duration ORDER_WINDOW = Duration.ofDays(30);
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Reason SIBLING =
            new Reason("call_refused", "another event of the same call was refused");

    private final Accounts accounts;
    private final Clock clock;
    private final Ledger ledger;
    private final SnapchatEventValidator validator;
    private final SnapchatTestTool testTool;
    private final DedupWindow events = new DedupWindow(EVENT_WINDOW);
    private final DedupWindow orders = new DedupWindow(ORDER_WINDOW);

    public SnapchatPlatform(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.ledger = new Ledger(clock);
        this.validator = new SnapchatEventValidator(clock);
        this.testTool = new SnapchatTestTool(clock);
    }

    static boolean isAsset(String id) {
        return UUID_TEXT.matcher(id).matches();
    }

    @Override
    public PlatformName name() {
        return PlatformName.SNAPCHAT;
    }

    @Override
    public Account readAccount(ControlFields fields) {
        return SnapchatPixel.read(fields);
    }

    @Override
    public String accountOf(Call call) {
        String pixel = call.segment(2);
        return accounts.knows(PlatformName.SNAPCHAT, pixel) ? pixel : Ledger.UNKNOWN_ACCOUNT;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void reset() {
        ledger.clear();
        testTool.clear();
        events.clear();
        orders.clear();
    }

    @Override
    public Answer receive(Call call) {
        if (call.segment(1).equals("v2")) {
            return SnapchatAnswers.refused(410, "v2 is no longer served");
        }
        if (!call.segment(1).equals("v3") || !call.segment(3).equals("events")) {
            return SnapchatAnswers.refused(404, "unknown path");
        }
        String token = token(call);
        if (pixels().stream().noneMatch(pixel -> pixel.token().equals(token))) {
            ledger.diagnose(accountOf(call), "token_rejected");
            return SnapchatAnswers.refused(401, "access_token is missing or not valid");
        }
        Optional<SnapchatPixel> pixel =
                accounts.find(PlatformName.SNAPCHAT, call.segment(2), SnapchatPixel.class);
        if (pixel.isEmpty()) {
            ledger.diagnose(Ledger.UNKNOWN_ACCOUNT, "pixel_unknown");
            return SnapchatAnswers.refused(404, "the asset does not exist");
        }
        if (!pixel.get().token().equals(token)) {
            ledger.diagnose(pixel.get().name(), "pixel_forbidden");
            return SnapchatAnswers.refused(403, "the token has no access to the asset");
        }
        return routed(pixel.get(), call);
    }

    /** {@code code} is Snapchat's, {@code subcode} the number of the event it complains about. */
    @Override
    public Answer errorAnswer(Call call, Fault fault) {
        Optional<Fault.PlatformCode> code = fault.reply().code();
        return SnapchatAnswers.invalid(
                fault.reply().status(),
                code.flatMap(Fault.PlatformCode::subcode),
                code.map(Fault.PlatformCode::code).orElse(SnapchatAnswers.SOME_CODE),
                fault.reply().body().orElse("Scripted error"));
    }

    private Answer routed(SnapchatPixel pixel, Call call) {
        List<String> operation = call.segments().subList(4, call.segments().size());
        return switch (String.join("/", operation)) {
            case "" -> posted(call).orElseGet(() -> judged(pixel, call, false));
            case "validate" -> posted(call).orElseGet(() -> judged(pixel, call, true));
            case "validate/logs" -> testTool.logs(pixel.name());
            case "validate/stats" -> testTool.stats(pixel.name());
            default -> SnapchatAnswers.refused(404, "unknown path");
        };
    }

    private static Optional<Answer> posted(Call call) {
        return call.isPost() ? Optional.empty() : Optional.of(Answer.methodNotAllowed("POST"));
    }

    private Answer judged(SnapchatPixel pixel, Call call, boolean checkOnly) {
        JsonNode body = Json.read(call.body()).orElse(Json.object());
        JsonNode data = body.path("data");
        Optional<String> refusal = refusal(body, data);
        if (refusal.isPresent()) {
            ledger.diagnose(pixel.name(), "data_refused");
            return SnapchatAnswers.refused(400, refusal.get());
        }
        List<Optional<Reason>> verdicts =
                StreamSupport.stream(data.spliterator(), false)
                        .map(event -> validator.check(event, pixel.strict()))
                        .toList();
        if (checkOnly) {
            testTool.note(pixel.name(), true, data.size(), Json.write(data));
            return SnapchatAnswers.checked(verdicts);
        }
        return verdicts.stream().allMatch(Optional::isEmpty)
                ? accept(pixel, body)
                : refuse(pixel, data, verdicts);
    }

    private static Optional<String> refusal(JsonNode body, JsonNode data) {
        if (!data.isArray() || data.isEmpty()) {
            return Optional.of("data must be an array of events");
        }
        if (data.size() > MAX_EVENTS) {
            return Optional.of("data holds more than 2000 events");
        }
        JsonNode code = body.path("test_event_code");
        return code.isMissingNode() || code.isTextual() && !code.textValue().isEmpty()
                ? Optional.empty()
                : Optional.of("test_event_code must be a text");
    }

    /** One bad event refuses the whole call, and nothing of it is kept. */
    private Answer refuse(SnapchatPixel pixel, JsonNode data, List<Optional<Reason>> verdicts) {
        List<Integer> bad = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i).isPresent()) {
                bad.add(i);
            }
            Reason reason = verdicts.get(i).orElse(SIBLING);
            ledger.record(Verdict.REJECTED, Optional.of(reason), sighting(pixel, data.get(i)));
        }
        int first = bad.get(0);
        return SnapchatAnswers.invalid(
                400,
                Optional.of(first),
                SnapchatAnswers.SOME_CODE,
                verdicts.get(first).orElseThrow().text());
    }

    private Answer accept(SnapchatPixel pixel, JsonNode body) {
        JsonNode data = body.path("data");
        for (JsonNode event : data) {
            boolean test = body.has("test_event_code") || event.has("test_event_code");
            Sighting sighting = sighting(pixel, event);
            ledger.record(test ? Verdict.TEST : verdict(sighting), sighting);
            testTool.note(pixel.name(), test, 1, sighting.payload());
        }
        return SnapchatAnswers.valid();
    }

    /** Both keys are remembered, whichever finds the repetition. */
    private Verdict verdict(Sighting sighting) {
        boolean purchase = sighting.eventName().equals("PURCHASE");
        boolean seenEvent =
                sighting.eventId().map(id -> !first(events, sighting, id)).orElse(false);
        boolean seenOrder =
                sighting.orderId()
                        .filter(id -> purchase)
                        .map(id -> !first(orders, sighting, id))
                        .orElse(false);
        return seenEvent || seenOrder ? Verdict.DEDUPLICATED : Verdict.STORED;
    }

    private boolean first(DedupWindow window, Sighting sighting, String id) {
        return window.firstSight(clock.instant(), sighting.account(), sighting.eventName(), id);
    }

    private static Sighting sighting(SnapchatPixel pixel, JsonNode event) {
        JsonNode custom = event.path("custom_data");
        List<String> keys = new ArrayList<>();
        event.path("user_data").fieldNames().forEachRemaining(keys::add);
        Collections.sort(keys);
        return new Sighting(
                pixel.name(),
                event.path("event_name").asText(""),
                Texts.find(event, "event_id"),
                Texts.find(custom, "order_id"),
                Money.text(custom.path("value")),
                Texts.find(custom, "currency"),
                keys,
                Json.write(event));
    }

    private List<SnapchatPixel> pixels() {
        return accounts.all().stream()
                .filter(SnapchatPixel.class::isInstance)
                .map(SnapchatPixel.class::cast)
                .toList();
    }

    private static String token(Call call) {
        return call.queryValue("access_token")
                .or(
                        () ->
                                call.header("authorization")
                                        .filter(
                                                value ->
                                                        value.toLowerCase(Locale.ROOT)
                                                                .startsWith("bearer "))
                                        .map(value -> value.substring("bearer ".length()).strip()))
                .orElse("");
    }
}
