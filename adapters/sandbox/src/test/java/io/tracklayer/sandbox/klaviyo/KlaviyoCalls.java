// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;
import java.util.Arrays;

/** Calls for tests: right ones, and ways to bend them. */
final class KlaviyoCalls {
    private KlaviyoCalls() {}

    static ObjectNode event(String email, String id) {
        return object(
                """
                {'data': {'type': 'event', 'attributes': {
                  'metric': {'data': {'type': 'metric', 'attributes': {'name': 'Placed Order'}}},
                  'profile': {'data': {'type': 'profile', 'attributes': {
                    'email': '%s', 'phone_number': '+442079460958', 'external_id': 'cust_20417',
                    'first_name': 'Ada', 'locale': 'en-GB',
                    'location': {'city': 'London', 'country': 'United Kingdom', 'ip': '203.0.113.7'}}}},
                  'properties': {'OrderId': '548291', 'Items': [{'SKU': 'SKU-CAP', 'Quantity': 2}]},
                  'value': 129.95, 'value_currency': 'EUR',
                  'time': '2026-11-20T11:59:00Z', 'unique_id': '%s'}}}
                """
                        .formatted(email, id));
    }

    /** A job with one profile per list of ids, all of them events of the same metric. */
    static ObjectNode bulk(String[]... idsByProfile) {
        ObjectNode job =
                object(
                        "{'data':{'type':'event-bulk-create-job','attributes':"
                                + "{'events-bulk-create':{'data':[]}}}}");
        ArrayNode groups = (ArrayNode) job.at("/data/attributes/events-bulk-create/data");
        for (int i = 0; i < idsByProfile.length; i++) {
            groups.add(group("p" + i + "@example.com", idsByProfile[i]));
        }
        return job;
    }

    static String[] ids(String... ids) {
        return ids;
    }

    static ObjectNode subscription() {
        return object(
                """
                {'data': {'type': 'profile-subscription-bulk-create-job', 'attributes': {
                   'custom_source': 'TrackLayer', 'historical_import': false,
                   'profiles': {'data': [{'type': 'profile', 'attributes': {
                     'email': 'ada@example.com',
                     'subscriptions': {'email': {'marketing': {'consent': 'SUBSCRIBED'}}}}}]}},
                 'relationships': {'list': {'data': {'type': 'list', 'id': 'L1'}}}}}
                """);
    }

    static ObjectNode profile(String attributes) {
        return object("{'data':{'type':'profile','attributes':" + attributes + "}}");
    }

    /** The call with the member at the path replaced, or removed by "-". */
    static ObjectNode bent(ObjectNode call, String path, String json) {
        int split = path.lastIndexOf('/');
        JsonNode parent = call.at(path.substring(0, split));
        String name = path.substring(split + 1);
        if (json.equals("-")) {
            ((ObjectNode) parent).remove(name);
        } else {
            ((ObjectNode) parent).set(name, SandboxRig.json(SandboxRig.quoted(json)));
        }
        return call;
    }

    private static ObjectNode group(String email, String... ids) {
        ObjectNode group =
                object(
                        ("{'type':'event-bulk-create','attributes':{'profile':{'data':{'type':"
                                        + "'profile','attributes':{'email':'%s'}}},"
                                        + "'events':{'data':[]}}}")
                                .formatted(email));
        ArrayNode events = (ArrayNode) group.at("/attributes/events/data");
        Arrays.stream(ids).forEach(id -> events.add(bulkEvent(id)));
        return group;
    }

    private static ObjectNode bulkEvent(String id) {
        ObjectNode event = (ObjectNode) event("a@example.com", id).get("data");
        ((ObjectNode) event.get("attributes")).remove("profile");
        return event;
    }

    private static ObjectNode object(String json) {
        JsonNode node = SandboxRig.json(SandboxRig.quoted(json));
        return node.isObject() ? (ObjectNode) node : Json.object();
    }
}
