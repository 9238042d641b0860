// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;

/** Meta events for tests: one that is right, and ways to bend it. */
public final class MetaEvents {
    static final String HASH = "725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7";
    static final long TIME = SandboxRig.NOW.getEpochSecond() - 60;

    private MetaEvents() {}

    public static ObjectNode purchase(String eventId) {
        String json =
                """
                {'event_name': 'Purchase', 'event_time': %d, 'event_id': '%s',
                 'action_source': 'website',
                 'event_source_url': 'https://shop.example/checkout/thank-you',
                 'user_data': {
                   'em': ['%s'],
                   'client_ip_address': '2001:db8::42',
                   'client_user_agent': 'Mozilla/5.0 (X11; Linux x86_64)',
                   'fbp': 'fb.1.1790000000123.1019141777',
                   'fbc': 'fb.1.1790000000456.IwAR0AbC-dEf_1'},
                 'custom_data': {
                   'value': 129.95, 'currency': 'EUR', 'order_id': '10042', 'num_items': 3,
                   'content_type': 'product', 'content_ids': ['SKU-1', 'SKU-2'],
                   'contents': [
                     {'id': 'SKU-1', 'quantity': 2, 'item_price': 44.99},
                     {'id': 'SKU-2', 'quantity': 1, 'item_price': 39.97}]}}
                """
                        .formatted(TIME, eventId, HASH);
        return (ObjectNode) SandboxRig.json(SandboxRig.quoted(json));
    }

    /** A right event in which the member at the path is replaced, or removed by "-". */
    public static ObjectNode bent(String path, String json) {
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

    public static String call(ObjectNode... events) {
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        for (ObjectNode event : events) {
            data.add(event);
        }
        return Json.write(body);
    }
}
