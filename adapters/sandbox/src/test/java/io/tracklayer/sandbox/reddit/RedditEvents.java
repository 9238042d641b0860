// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;

/** Reddit events for tests: one that is right, and ways to bend it. */
final class RedditEvents {
    static final String PIXEL = "a2_fx1k9z";
    static final long TIME = SandboxRig.NOW.toEpochMilli() - 60_000;

    private RedditEvents() {}

    static ObjectNode purchase(String conversionId) {
        String json =
                """
                {'event_at': %d, 'action_source': 'WEBSITE',
                 'event_source_url': 'https://northfield.example/thank-you',
                 'click_id': '3184742045291813272',
                 'type': {'tracking_type': 'PURCHASE'},
                 'metadata': {
                   'conversion_id': '%s', 'order_id': '548291',
                   'currency': 'EUR', 'value': 129.95, 'item_count': 3,
                   'products': [
                     {'id':'SKU-RED-M','name':'Red jumper','category':'Knitwear','quantity':1,
                      'item_price':89.95},
                     {'id':'SKU-CAP','name':'Cap','quantity':2,'item_price':25.0}]},
                 'user': {
                   'email': '75d98a720d6c2133c018b687d53e3e952249bbca10cb04b2f4acc7e05b0196f1',
                   'phone_number':
                     'f0bf0228144d9fe2bdf1da2d8ca698f17bf1410ee688b075c27062e47b6f0b6d',
                   'external_id':
                     '8ac14e38a2d625e3e3abf5a4825d94ce10e2b9c982e3dd950ff7636fe8f2a2bd',
                   'ip_address': '203.0.113.7', 'user_agent': 'Mozilla/5.0 (X11; Linux x86_64)',
                   'uuid': '1795100000000.7c73f2ae-a433-4d7b-9838-f467da98f48e'}}
                """
                        .formatted(TIME, conversionId);
        return (ObjectNode) SandboxRig.json(SandboxRig.quoted(json));
    }

    /** A right event in which the member at the path is replaced, or removed by "-". */
    static ObjectNode bent(String path, String json) {
        ObjectNode event = purchase("bent");
        int split = path.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) event.at(split < 1 ? "" : path.substring(0, split));
        String name = path.substring(split + 1);
        if (json.equals("-")) {
            parent.remove(name);
        } else {
            parent.set(name, SandboxRig.json(SandboxRig.quoted(json)));
        }
        return event;
    }

    static ObjectNode data(ObjectNode... events) {
        ObjectNode data = Json.object().put("partner", "TRACKLAYER");
        var list = data.putArray("events");
        for (ObjectNode event : events) {
            list.add(event);
        }
        return data;
    }

    static String call(ObjectNode... events) {
        return Json.write(Json.object().set("data", data(events)));
    }
}
