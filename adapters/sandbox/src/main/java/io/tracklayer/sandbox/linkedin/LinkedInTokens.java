// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.FormText;
import io.tracklayer.sandbox.platform.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** LinkedIn's token endpoint, and who is behind an access token. */
final class LinkedInTokens {
    private static final Duration REFRESH_LIFE = Duration.ofDays(365);
    private static final int KEPT = 1_000;
    private static final List<String> REQUIRED =
            List.of("grant_type", "refresh_token", "client_id", "client_secret");

    private final Clock clock;
    private final Map<String, Issued> issued = new LinkedHashMap<>();

    LinkedInTokens(Clock clock) {
        this.clock = clock;
    }

    private record Issued(String account, Instant until) {}

    /** Whom a bearer stands for, or why it stands for nobody. */
    sealed interface Bearer {}

    /**
     * A token that is good.
     *
     * @param scope what it allows
     */
    record Known(LinkedInAccount account, String scope) implements Bearer {}

    /** One that is not, with LinkedIn's code for it. */
    record Refused(int code) implements Bearer {}

    /** Judges an access token. */
    synchronized Bearer find(String token, List<LinkedInAccount> accounts) {
        for (LinkedInAccount account : accounts) {
            if (account.access().token().filter(token::equals).isPresent()) {
                return account.access().revoked()
                        ? new Refused(LinkedInAnswers.REVOKED)
                        : new Known(account, "rw_conversions r_ads");
            }
        }
        Issued found = issued.get(token);
        if (found == null) {
            return new Refused(LinkedInAnswers.INVALID);
        }
        if (!clock.instant().isBefore(found.until())) {
            return new Refused(LinkedInAnswers.EXPIRED);
        }
        return accounts.stream()
                .filter(account -> account.name().equals(found.account()))
                .findFirst()
                .<Bearer>map(account -> new Known(account, account.access().scope()))
                .orElseGet(() -> new Refused(LinkedInAnswers.REVOKED));
    }

    /** Answers a call to the token endpoint. */
    synchronized Answer answer(Call call, List<LinkedInAccount> accounts) {
        if (!call.isPost()) {
            return Answer.methodNotAllowed("POST");
        }
        if (!call.isForm()) {
            return error(400, "invalid_request", "the body must be a form");
        }
        Map<String, String> form = FormText.parse(call.text());
        for (String name : REQUIRED) {
            if (form.getOrDefault(name, "").isEmpty()) {
                return error(
                        400, "invalid_request", "A required parameter \"" + name + "\" is missing");
            }
        }
        if (!form.get("grant_type").equals("refresh_token")) {
            return error(400, "invalid_request", "The passed in grant_type is invalid");
        }
        return refresh(form, accounts);
    }

    private Answer refresh(Map<String, String> form, List<LinkedInAccount> accounts) {
        List<LinkedInAccount> ofApp =
                accounts.stream().filter(account -> isClient(account, form)).toList();
        if (ofApp.isEmpty()) {
            return error(401, "invalid_client", "Client authentication failed");
        }
        return ofApp.stream()
                .filter(account -> isGranted(account, form.get("refresh_token")))
                .findFirst()
                .map(this::issue)
                .orElseGet(
                        () ->
                                error(
                                        400,
                                        "invalid_grant",
                                        "The provided authorization grant or refresh token is"
                                                + " invalid, expired or revoked"));
    }

    private static boolean isClient(LinkedInAccount account, Map<String, String> form) {
        Optional<LinkedInAccount.App> app = account.access().app();
        return app.filter(known -> known.clientId().equals(form.get("client_id")))
                .filter(known -> known.clientSecret().equals(form.get("client_secret")))
                .isPresent();
    }

    private boolean isGranted(LinkedInAccount account, String refreshToken) {
        return account.access().app().orElseThrow().refreshToken().equals(refreshToken)
                && refreshSecondsLeft(account) > 0;
    }

    private Answer issue(LinkedInAccount account) {
        Instant now = clock.instant();
        long life = account.access().lifeSeconds();
        String token = "li-" + UUID.randomUUID();
        issued.put(token, new Issued(account.name(), now.plusSeconds(life)));
        if (issued.size() > KEPT) {
            issued.remove(issued.keySet().iterator().next());
        }
        ObjectNode json = Json.object().put("access_token", token).put("expires_in", life);
        json.put("refresh_token", account.access().app().orElseThrow().refreshToken());
        json.put("refresh_token_expires_in", refreshSecondsLeft(account));
        json.put("scope", account.access().scope().replace(' ', ','));
        return Answer.json(200, json);
    }

    private long refreshSecondsLeft(LinkedInAccount account) {
        Instant end = account.access().consentedAt().plus(REFRESH_LIFE);
        return Duration.between(clock.instant(), end).toSeconds();
    }

    private static Answer error(int status, String error, String description) {
        return Answer.json(
                status, Json.object().put("error", error).put("error_description", description));
    }
}
