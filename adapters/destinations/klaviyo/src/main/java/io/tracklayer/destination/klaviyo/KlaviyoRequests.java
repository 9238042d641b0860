// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The requests Klaviyo gets, JSON:API in every detail: a flat object is refused at {@code /data}.
 */
final class KlaviyoRequests {
    private static final String MEDIA_TYPE = "application/vnd.api+json";
    private static final String SUBSCRIBE = "profile-subscription-bulk-create-job";

    private final Settings settings;
    private final PackContext context;

    KlaviyoRequests(Settings settings, PackContext context) {
        this.settings = settings;
        this.context = context;
    }

    PlatformRequest of(List<PlatformRecord> records) {
        PlatformRecord first = records.get(0);
        KlaviyoBatch batch = KlaviyoBatch.ofKey(first.batchKey());
        Object profile = first.body().get(KlaviyoPayload.PROFILE);
        return switch (batch.kind()) {
            case EVENTS -> events(records, batch.test());
            case PROFILE -> post("profile-import", typed("profile", profile), batch.test());
            case SUBSCRIPTION ->
                    post(SUBSCRIBE + "s", subscription(profile, batch.test()), batch.test());
        };
    }

    /** Asks for the account of the key, which changes nothing. */
    PlatformRequest account() {
        return new PlatformRequest(
                "GET", url("accounts"), List.of(), headers(false, false), new byte[0]);
    }

    /** A JSON:API resource object. */
    static Map<String, Object> typed(String type, Object attributes) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("type", type);
        resource.put("attributes", attributes);
        return resource;
    }

    private PlatformRequest events(List<PlatformRecord> records, boolean test) {
        KlaviyoGroups groups = new KlaviyoGroups(records);
        KlaviyoGroups.Group first = groups.groups().get(0);
        if (groups.groups().size() == 1 && first.events().size() == 1) {
            return post("events", single(first), test);
        }
        List<Object> bulk = groups.groups().stream().map(KlaviyoRequests::group).toList();
        return post(
                "event-bulk-create-jobs",
                typed("event-bulk-create-job", Map.of("events-bulk-create", data(bulk))),
                test);
    }

    private static Map<String, Object> single(KlaviyoGroups.Group group) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        ((Map<?, ?>) group.events().get(0))
                .forEach(
                        (name, value) -> {
                            attributes.put((String) name, value);
                            if (name.equals("metric")) {
                                attributes.put("profile", data(typed("profile", group.profile())));
                            }
                        });
        return typed("event", attributes);
    }

    private static Object group(KlaviyoGroups.Group group) {
        List<Object> events =
                group.events().stream().map(event -> (Object) typed("event", event)).toList();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("profile", data(typed("profile", group.profile())));
        attributes.put("events", data(events));
        return typed("event-bulk-create", attributes);
    }

    /** The list is one of the live account; the test account would not know it. */
    private Map<String, Object> subscription(Object profile, boolean test) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("custom_source", "TrackLayer");
        attributes.put("profiles", data(List.of(typed("profile", profile))));
        attributes.put("historical_import", false);
        Map<String, Object> job = typed(SUBSCRIBE, attributes);
        settings.find(KlaviyoSettings.LIST_ID)
                .filter(id -> !test)
                .map(String::strip)
                .ifPresent(id -> job.put("relationships", Map.of("list", data(list(id)))));
        return job;
    }

    private static Map<String, Object> list(String id) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", "list");
        list.put("id", id);
        return list;
    }

    private static Map<String, Object> data(Object content) {
        return Map.of("data", content);
    }

    private PlatformRequest post(String operation, Map<String, Object> job, boolean test) {
        return new PlatformRequest(
                "POST", url(operation), List.of(), headers(test, true), context.json(data(job)));
    }

    /** Without a slash at the end, as the specification has it. */
    private String url(String operation) {
        return settings.text(KlaviyoSettings.ENDPOINT).replaceAll("/+$", "") + "/api/" + operation;
    }

    private List<Field> headers(boolean test, boolean body) {
        String key =
                settings.text(test ? KlaviyoSettings.TEST_API_KEY : KlaviyoSettings.API_KEY)
                        .strip();
        List<Field> always =
                List.of(
                        Field.secret("Authorization", "Klaviyo-API-Key " + key),
                        Field.open("revision", settings.text(KlaviyoSettings.REVISION).strip()),
                        Field.open("Accept", MEDIA_TYPE));
        if (!body) {
            return always;
        }
        List<Field> all = new ArrayList<>(always);
        all.add(0, Field.open("Content-Type", MEDIA_TYPE));
        return all;
    }
}
