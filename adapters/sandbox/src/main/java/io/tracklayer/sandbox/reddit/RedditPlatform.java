// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

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
import io.tracklayer.sandbox.platform.Platform;
import io.tracklayer.sandbox.platform.PlatformName;
import io.tracklayer.sandbox.platform.Reason;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Stands in for the Reddit Conversions API: {@code POST
 * /reddit/api/v3/pixels/{pixel}/conversion_events}.
 */
public final class RedditPlatform implements Platform {
    private static final int MAX_EVENTS = 1_000;

    /** Reddit publishes no window; older events are not taken. */
    private static final Duration DEDUP_WINDOW = Duration.ofDays(7);

    private static final Pattern GENERIC_AGENT =
            Pattern.compile("(?i)(|(java|curl|okhttp|apache-httpclient|python|go-http|node).*)");
    private static final Reason SIBLING =
            new Reason("call_refused", "another event of the same call was refused");

    private final Accounts accounts;
    private final Clock clock;
    private final Ledger ledger;
    private final RedditEventValidator validator;
    private final RedditRate rate;
    private final DedupWindow conversions = new DedupWindow(DEDUP_WINDOW);

    public RedditPlatform(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.ledger = new Ledger(clock);
        this.validator = new RedditEventValidator(clock);
        this.rate = new RedditRate(clock);
    }

    @Override
    public PlatformName name() {
        return PlatformName.REDDIT;
    }

    @Override
    public Account readAccount(ControlFields fields) {
        return RedditPixel.read(fields);
    }

    @Override
    public String accountOf(Call call) {
        return pixel(call).map(RedditPixel::name).orElse(Ledger.UNKNOWN_ACCOUNT);
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void reset() {
        ledger.clear();
        conversions.clear();
        rate.clear();
    }

    @Override
    public Answer receive(Call call) {
        List<String> path = call.segments();
        if (call.segment(2).startsWith("v2")) {
            return RedditAnswers.refused(410, "v2 is no longer served");
        }
        if (path.size() != 6
                || !path.subList(1, 4).equals(List.of("api", "v3", "pixels"))
                || !path.get(5).equals("conversion_events")) {
            return RedditAnswers.refused(404, "unknown path");
        }
        return call.isPost()
                ? unauthorized(call).orElseGet(() -> admitted(pixel(call).orElseThrow(), call))
                : Answer.methodNotAllowed("POST");
    }

    /** {@code code} stands in the body, {@code subcode} is the number of the event. */
    @Override
    public Answer errorAnswer(Call call, Fault fault) {
        Fault.Reply reply = fault.reply();
        String message = reply.body().orElse("Scripted error");
        if (reply.status() == 401 || reply.status() == 403) {
            return RedditAnswers.unauthorized(reply.status(), message);
        }
        return RedditAnswers.refused(
                reply.status(), message, reply.code().flatMap(Fault.PlatformCode::subcode));
    }

    private Optional<Answer> unauthorized(Call call) {
        Optional<RedditPixel> pixel = pixel(call);
        String token = token(call);
        if (pixels().stream().noneMatch(known -> known.token().equals(token))) {
            ledger.diagnose(accountOf(call), "token_rejected");
            return Optional.of(
                    pixel.filter(RedditPixel::textualAuth).isPresent()
                            ? RedditAnswers.unauthorizedText()
                            : RedditAnswers.unauthorized(401, "the token is not valid"));
        }
        if (pixel.isEmpty()) {
            ledger.diagnose(Ledger.UNKNOWN_ACCOUNT, "pixel_unknown");
            return Optional.of(RedditAnswers.refused(404, "the pixel does not exist"));
        }
        if (!pixel.get().token().equals(token)) {
            ledger.diagnose(pixel.get().name(), "pixel_forbidden");
            return Optional.of(
                    RedditAnswers.unauthorized(403, "the token has no access to the pixel"));
        }
        return Optional.empty();
    }

    private Answer admitted(RedditPixel pixel, Call call) {
        if (rate.exceeded(pixel)) {
            ledger.diagnose(pixel.name(), "throttled");
            return Answer.text(429, "Too Many Requests");
        }
        if (GENERIC_AGENT.matcher(call.header("user-agent").orElse("")).matches()) {
            ledger.diagnose(pixel.name(), "generic_user_agent");
        }
        JsonNode body = Json.read(call.body()).orElse(Json.object());
        if (body.has("test_id")) {
            ledger.diagnose(pixel.name(), "test_id_ignored");
        }
        Optional<String> refusal = RedditCall.refusal(body, MAX_EVENTS);
        if (refusal.isPresent()) {
            ledger.diagnose(pixel.name(), "call_refused");
            return RedditAnswers.refused(400, refusal.get());
        }
        return judged(pixel, body.path("data"));
    }

    private Answer judged(RedditPixel pixel, JsonNode data) {
        JsonNode events = data.path("events");
        List<List<RedditProblem>> problems =
                StreamSupport.stream(events.spliterator(), false).map(validator::check).toList();
        return problems.stream().allMatch(List::isEmpty)
                ? accept(pixel, data)
                : refuse(pixel, events, problems);
    }

    /** One bad event refuses the whole call, and nothing of it is kept. */
    private Answer refuse(RedditPixel pixel, JsonNode events, List<List<RedditProblem>> problems) {
        for (int i = 0; i < problems.size(); i++) {
            Reason reason =
                    problems.get(i).stream().map(RedditProblem::reason).findFirst().orElse(SIBLING);
            ledger.record(
                    Verdict.REJECTED,
                    Optional.of(reason),
                    RedditCall.sighting(pixel, events.get(i)));
        }
        return RedditAnswers.invalid(pixel, events, problems);
    }

    private Answer accept(RedditPixel pixel, JsonNode data) {
        JsonNode events = data.path("events");
        for (JsonNode event : events) {
            Sighting sighting = RedditCall.sighting(pixel, event);
            String type = event.at("/type/tracking_type").asText();
            ledger.record(data.has("test_id") ? Verdict.TEST : verdict(sighting, type), sighting);
            if (RedditMetadataValidator.unused(type, event.path("metadata"))) {
                ledger.diagnose(pixel.name(), "metadata_unused");
            }
        }
        return RedditAnswers.processed(pixel, events.size());
    }

    private Verdict verdict(Sighting sighting, String type) {
        boolean seen =
                sighting.eventId()
                        .filter(
                                id ->
                                        !conversions.firstSight(
                                                clock.instant(), sighting.account(), type, id))
                        .isPresent();
        return seen ? Verdict.DEDUPLICATED : Verdict.STORED;
    }

    private Optional<RedditPixel> pixel(Call call) {
        return accounts.find(PlatformName.REDDIT, call.segment(4), RedditPixel.class);
    }

    private List<RedditPixel> pixels() {
        return accounts.all().stream()
                .filter(RedditPixel.class::isInstance)
                .map(RedditPixel.class::cast)
                .toList();
    }

    private static String token(Call call) {
        return call.header("authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .map(value -> value.substring("bearer ".length()).strip())
                .orElse("");
    }
}
