// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests Google gets; the host adds the access token. */
final class GoogleAdsRequests {
    private GoogleAdsRequests() {}

    static PlatformRequest of(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        GoogleAdsBatch batch = GoogleAdsBatch.ofKey(records.get(0).batchKey());
        List<Map<String, Object>> bodies = records.stream().map(PlatformRecord::body).toList();
        return batch.retraction()
                ? retractions(batch, bodies, settings, context)
                : events(batch, bodies, settings, context);
    }

    /** A made-up conversion that Google validates and does not take in. */
    static Optional<PlatformRequest> check(Settings settings, PackContext context) {
        Optional<String> action = GoogleAdsActions.of(settings).ids().stream().findFirst();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventTimestamp", context.now().toString());
        event.put("eventSource", "WEB");
        event.put("transactionId", "tracklayer_check");
        String mail = Sha256.of("tracklayer-check@example.com").hex();
        event.put("userData", Map.of("userIdentifiers", List.of(Map.of("emailAddress", mail))));
        event.put("consent", Map.of("adUserData", "CONSENT_GRANTED"));
        return action.map(
                id ->
                        events(
                                new GoogleAdsBatch(
                                        true, false, GoogleAdsSettings.customer(settings), id),
                                List.of(event),
                                settings,
                                context));
    }

    private static PlatformRequest events(
            GoogleAdsBatch batch,
            List<Map<String, Object>> events,
            Settings settings,
            PackContext context) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("destinations", List.of(destination(batch, settings)));
        if (events.stream().anyMatch(event -> event.containsKey("userData"))) {
            body.put("encoding", "HEX");
        }
        body.put("validateOnly", batch.test());
        body.put("events", events);
        return PlatformRequest.postJson(
                base(settings, GoogleAdsSettings.ENDPOINT) + "/v1/events:ingest",
                List.of(),
                project(settings),
                context.json(body));
    }

    /** Asks what became of a request that was taken. */
    static PlatformRequest status(String requestId, Settings settings) {
        return new PlatformRequest(
                "GET",
                base(settings, GoogleAdsSettings.ENDPOINT) + "/v1/requestStatus:retrieve",
                List.of(Field.open("requestId", requestId)),
                project(settings),
                new byte[0]);
    }

    private static List<Field> project(Settings settings) {
        List<Field> headers = new ArrayList<>();
        header(headers, "x-goog-user-project", settings.find(GoogleAdsSettings.USER_PROJECT));
        return headers;
    }

    private static Map<String, Object> destination(GoogleAdsBatch batch, Settings settings) {
        Map<String, Object> destination = new LinkedHashMap<>();
        destination.put("operatingAccount", account(batch.account()));
        GoogleAdsSettings.loginCustomer(settings)
                .ifPresent(id -> destination.put("loginAccount", account(id)));
        destination.put("productDestinationId", batch.action());
        return destination;
    }

    private static Map<String, Object> account(String id) {
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("accountType", "GOOGLE_ADS");
        account.put("accountId", id);
        return account;
    }

    private static PlatformRequest retractions(
            GoogleAdsBatch batch,
            List<Map<String, Object>> adjustments,
            Settings settings,
            PackContext context) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("conversionAdjustments", adjustments);
        body.put("partialFailure", true);
        body.put("validateOnly", batch.test());
        List<Field> headers = new ArrayList<>();
        header(headers, "login-customer-id", GoogleAdsSettings.loginCustomer(settings));
        settings.find(GoogleAdsSettings.DEVELOPER_TOKEN)
                .ifPresent(token -> headers.add(Field.secret("developer-token", token.strip())));
        return PlatformRequest.postJson(
                base(settings, GoogleAdsSettings.ADS_ENDPOINT)
                        + "/"
                        + settings.text(GoogleAdsSettings.ADS_API_VERSION).strip()
                        + "/customers/"
                        + batch.account()
                        + ":uploadConversionAdjustments",
                List.of(),
                headers,
                context.json(body));
    }

    private static String base(Settings settings, String endpoint) {
        return settings.text(endpoint).replaceAll("/+$", "");
    }

    private static void header(List<Field> headers, String name, Optional<String> value) {
        value.map(String::strip).ifPresent(text -> headers.add(Field.open(name, text)));
    }
}
