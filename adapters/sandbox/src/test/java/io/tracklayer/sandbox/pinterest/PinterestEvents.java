// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.pinterest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;

/** Pinterest events for tests: the documented example, and ways to bend it. */
final class PinterestEvents {
    static final long TIME = SandboxRig.NOW.getEpochSecond() - 60;

    private PinterestEvents() {}

    static ObjectNode checkout(String eventId) {
        String json =
                """
                {'event_name': 'checkout', 'action_source': 'web', 'event_time': %d,
                 'event_id': '%s',
                 'event_source_url': 'https://shop.example/checkout/thank-you',
                 'partner_name': 'ss-tracklayer', 'opt_out': false, 'language': 'de',
                 'user_data': {
                   'em': ['725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7'],
                   'ph': ['c0f8f0bebbbac96451ee8d8def84a02ae9e34c877775437cb9d458328315afa7'],
                   'client_ip_address': '203.0.113.7',
                   'client_user_agent': 'Mozilla/5.0 (X11; Linux x86_64)',
                   'click_id': 'dj0yJnU9RXhhbXBsZUNsaWNrSWQ'},
                 'custom_data': {
                   'value': '129.95', 'currency': 'EUR', 'order_id': '10042', 'num_items': 3,
                   'content_ids': ['SKU-1', 'SKU-2'],
                   'contents': [
                     {'id': 'SKU-1', 'item_price': '44.99', 'quantity': 2, 'item_name': 'Shirt'},
                     {'id': 'SKU-2', 'item_price': '39.97', 'quantity': 1, 'item_name': 'Cap'}]}}
                """
                        .formatted(TIME, eventId);
        return (ObjectNode) SandboxRig.json(SandboxRig.quoted(json));
    }

    /** A right event in which the member at the path is replaced, or removed by "-". */
    static ObjectNode bent(String path, String json) {
        ObjectNode event = checkout("bent");
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
