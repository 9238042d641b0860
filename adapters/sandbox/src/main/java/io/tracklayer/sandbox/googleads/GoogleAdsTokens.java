// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.FormText;
import io.tracklayer.sandbox.platform.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The token endpoint, and who holds which access token. */
final class GoogleAdsTokens {
    private static final String AUDIENCE = "https://oauth2.googleapis.com/token";
    private static final long LONGEST_LIFE = 3_600;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Set<String> SCOPES =
            Set.of(GoogleAdsAccount.DATA_MANAGER, GoogleAdsAccount.ADWORDS);

    private final Supplier<List<GoogleAdsAccount>> accounts;
    private final Clock clock;
    private final Map<String, Access> issued = new LinkedHashMap<>();
    private long number;

    GoogleAdsTokens(Supplier<List<GoogleAdsAccount>> accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * What a token allows.
     *
     * @param holder the credential it was issued for
     */
    record Access(String holder, Set<String> scopes, Instant until) {
        boolean opens(GoogleAdsAccount account) {
            return holder.equals(refreshHolder(account)) || holder.equals(account.serviceAccount());
        }
    }

    /** The access of a token that is still good. */
    synchronized Optional<Access> access(Call call) {
        return call.header("authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> issued.get(value.substring("Bearer ".length())))
                .filter(access -> clock.instant().isBefore(access.until()));
    }

    synchronized void clear() {
        issued.clear();
    }

    Answer answer(Call call) {
        if (!call.isPost()) {
            return Answer.methodNotAllowed("POST");
        }
        if (!call.isForm()) {
            return refused(400, "invalid_request", "The body must be a form.");
        }
        Map<String, String> form = FormText.parse(call.text());
        return switch (form.getOrDefault("grant_type", "")) {
            case "refresh_token" -> refreshed(form);
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" ->
                    asserted(form.getOrDefault("assertion", ""));
            default -> refused(400, "unsupported_grant_type", "Invalid grant_type");
        };
    }

    private Answer refreshed(Map<String, String> form) {
        List<GoogleAdsAccount> ofClient =
                accounts.get().stream()
                        .filter(account -> same(account.client().id(), form.get("client_id")))
                        .filter(
                                account ->
                                        same(account.client().secret(), form.get("client_secret")))
                        .toList();
        if (ofClient.isEmpty()) {
            return refused(401, "invalid_client", "Unauthorized");
        }
        return ofClient.stream()
                .filter(account -> same(account.client().refreshToken(), form.get("refresh_token")))
                .findFirst()
                .map(account -> issue(refreshHolder(account), account.scopes(), account))
                .orElseGet(
                        () -> refused(400, "invalid_grant", "Token has been expired or revoked."));
    }

    private Answer asserted(String text) {
        Optional<GoogleAdsAssertion> assertion = GoogleAdsAssertion.parse(text);
        if (assertion.isEmpty()) {
            return refused(400, "invalid_grant", "Invalid JWT.");
        }
        Optional<GoogleAdsAccount> account =
                accounts.get().stream()
                        .filter(one -> same(one.serviceAccount(), assertion.get().claim("iss")))
                        .findFirst();
        if (account.isEmpty()) {
            return refused(400, "invalid_grant", "Invalid grant: account not found");
        }
        if (!assertion.get().signedBy(account.get().publicKey())) {
            return refused(400, "invalid_grant", "Invalid JWT Signature.");
        }
        return claimed(account.get(), assertion.get());
    }

    private Answer claimed(GoogleAdsAccount account, GoogleAdsAssertion assertion) {
        long issuedAt = assertion.claims().path("iat").asLong();
        long expires = assertion.claims().path("exp").asLong();
        Instant now = clock.instant();
        boolean current =
                issuedAt <= now.plus(CLOCK_SKEW).getEpochSecond()
                        && expires > now.getEpochSecond()
                        && expires - issuedAt <= LONGEST_LIFE;
        if (!current) {
            return refused(
                    400,
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes)");
        }
        String audience = assertion.claim("aud");
        if (!audience.equals(AUDIENCE) && !audience.endsWith("/google-ads/token")) {
            return refused(400, "invalid_grant", "Invalid JWT: Failed audience check");
        }
        Set<String> scopes = new TreeSet<>(Arrays.asList(assertion.claim("scope").split(" ")));
        return SCOPES.containsAll(scopes)
                ? issue(account.serviceAccount(), scopes, account)
                : refused(400, "invalid_scope", "Invalid OAuth scope or ID token audience.");
    }

    private synchronized Answer issue(String holder, Set<String> scopes, GoogleAdsAccount account) {
        String token = "ya29.sandbox-" + ++number;
        Duration life = account.times().token();
        issued.put(token, new Access(holder, Set.copyOf(scopes), clock.instant().plus(life)));
        ObjectNode json = Json.object().put("access_token", token);
        json.put("expires_in", life.toSeconds());
        json.put("scope", String.join(" ", new TreeSet<>(scopes)));
        return Answer.json(200, json.put("token_type", "Bearer"));
    }

    private static String refreshHolder(GoogleAdsAccount account) {
        return account.client().id() + "/" + account.client().refreshToken();
    }

    private static boolean same(String registered, String given) {
        return !registered.isEmpty() && registered.equals(given);
    }

    private static Answer refused(int status, String error, String description) {
        return Answer.json(
                status, Json.object().put("error", error).put("error_description", description));
    }
}
