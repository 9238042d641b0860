// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.snapchat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;

/** Snapchat events for tests: one that is right, and ways to bend it. */
final class SnapchatEvents {
    static final String PIXEL = "4f0b1c2d-1111-4222-8333-944455566677";
    static final String HASH = "725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7";
    static final long TIME = SandboxRig.NOW.getEpochSecond() - 60;

    private SnapchatEvents() {}

    static ObjectNode purchase(String eventId, String orderId) {
        String json =
                """
                {'event_name': 'PURCHASE', 'event_time': %d, 'event_id': '%s',
                 'action_source': 'WEB', 'integration': 'tracklayer',
                 'event_source_url': 'https://shop.example/checkout/thank-you',
                 'user_data': {
                   'em': ['%s'], 'client_ip_address': '203.0.113.7',
                   'client_user_agent': 'Mozilla/5.0 (X11; Linux x86_64) ExampleBrowser/1.0',
                   'sc_click_id': '4f0b1c2d-1111-4222-8333-944455566677',
                   'sc_cookie1': '8b1c9d0e-aaaa-4bbb-8ccc-0ddd1eee2fff'},
                 'custom_data': {
                   'value': 129.95, 'currency': 'EUR', 'order_id': '%s', 'num_items': 3,
                   'content_type': 'product', 'content_ids': ['SKU-1', 'SKU-2'],
                   'contents': [
                     {'id': 'SKU-1', 'quantity': 2, 'item_price': 44.99},
                     {'id': 'SKU-2', 'quantity': 1, 'item_price': 39.97}]}}
                """
                        .formatted(TIME, eventId, HASH, orderId);
        return (ObjectNode) SandboxRig.json(SandboxRig.quoted(json));
    }

    /** A right event in which the member at the path is replaced, or removed by "-". */
    static ObjectNode bent(String path, String json) {
        ObjectNode event = purchase("bent", "bent");
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

    static String call(ObjectNode... events) {
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        for (ObjectNode event : events) {
            data.add(event);
        }
        return Json.write(body);
    }
}
