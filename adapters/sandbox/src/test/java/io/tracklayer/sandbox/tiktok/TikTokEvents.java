// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;

/** TikTok events for tests: one that is right, and ways to bend it. */
final class TikTokEvents {
    static final String PIXEL = "CABC1234EXAMPLE567";

    private TikTokEvents() {}

    /** The example of the documents, an hour ago. */
    static ObjectNode purchase(String eventId) {
        String json =
                """
                {'event': 'Purchase', 'event_time': 1795172400, 'event_id': '%s',
                 'user': {
                   'email': '725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7',
                   'phone': '663a4322addcdcc2be9435bfd2505066dc1048b89d33e48f363119f18bdd71e8',
                   'external_id':
                     '65c2266801932e4be6fa907a95488a366f5632c520b2f9c7b54e36f839189caa',
                   'zip_code': 'ac7bb74de6884ffce919c15fef4193749d4588026c643973946713ac46da540d',
                   'city': 'berlin', 'country': 'de',
                   'ttclid': 'E.C.P.CtkBexampleclickid', 'ttp': '2F7h37YkS1j57AYSKTI7IHhJPYH',
                   'ip': '203.0.113.7', 'user_agent': 'Mozilla/5.0 (X11; Linux x86_64)',
                   'locale': 'de-DE'},
                 'page': {'url': 'https://shop.example/checkout/thank-you',
                          'referrer': 'https://shop.example/checkout'},
                 'properties': {
                   'value': 129.95, 'currency': 'EUR', 'order_id': '10042', 'num_items': 3,
                   'content_type': 'product',
                   'contents': [
                     {'content_id': 'SKU-1', 'content_name': 'Shirt', 'price': 44.99,
                      'quantity': 2},
                     {'content_id': 'SKU-2', 'content_name': 'Cap', 'price': 39.97,
                      'quantity': 1}]},
                 'limited_data_use': false}
                """
                        .formatted(eventId);
        return (ObjectNode) SandboxRig.json(SandboxRig.quoted(json));
    }

    /** A right event in which the member at the path is replaced, or removed by "-". */
    static ObjectNode bent(String path, String json) {
        ObjectNode event = purchase("bent");
        bend(event, path, json);
        return event;
    }

    static void bend(ObjectNode root, String path, String json) {
        int split = path.lastIndexOf('/');
        JsonNode parent = root.at(split < 1 ? "" : path.substring(0, split));
        String name = path.substring(split + 1);
        JsonNode value = json.equals("-") ? null : SandboxRig.json(SandboxRig.quoted(json));
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(name), value);
        } else if (value == null) {
            ((ObjectNode) parent).remove(name);
        } else {
            ((ObjectNode) parent).set(name, value);
        }
    }

    static ObjectNode call(String source, String id, ObjectNode... events) {
        ObjectNode body = Json.object();
        body.put("event_source", source);
        body.put("event_source_id", id);
        var data = body.putArray("data");
        for (ObjectNode event : events) {
            data.add(event);
        }
        return body;
    }

    static ObjectNode call(ObjectNode... events) {
        return call("web", PIXEL, events);
    }
}
