// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.criteo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;

/** Criteo calls for tests: one that is right, and ways to bend it. */
final class CriteoCalls {
    static final String PATH = "/criteo/m/event?version=s2s_v0";
    static final String ACCOUNT = "{'platform':'criteo','account':'12345','caller_id':'678'}";

    private CriteoCalls() {}

    /** The documented example, a minute before now. */
    static ObjectNode sale(String orderId) {
        String json =
                """
                {'account': '12345', 'version': 'tracklayer_1.0.0', 'site_type': 'm',
                 'country': 'DE', 'language': 'de', 'ip': '203.0.113.7',
                 'useragent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)',
                 'full_url': 'https://shop.example/checkout/thank-you',
                 'previous_url': 'https://shop.example/checkout',
                 'retailer_visitor_id': 'tl_7c0f9a',
                 'id': {
                   'mapping_key': '678', 'mapped_user_id': 'oTpIyd_lj2HEXAMPLE',
                   'email': {
                     'md5': '00d7d185cf04574852d6088e5e7eb2df',
                     'sha256': 'c3374bcfe3572e09f37602e0e179782352c5e117a4a3767824abbaa21bbdef8b',
                     'sha256_md5':
                       '454de90b8df3dd403d0dc7d8ebd0b199a1d59c7404f6a04646f5a104f3760a4a'}},
                 'events': [{
                   'event': 'trackTransaction', 'timestamp': '2026-11-20T11:59:00Z',
                   'id': '%s', 'currency': 'EUR', 'dd': 1,
                   'deduplication_page_view_id': 'pv_01JHTL5X9T6Q',
                   'item': [
                     {'id': '41327143321713', 'price': 49.95, 'quantity': 2},
                     {'id': '41327143157873', 'price': 30.00, 'quantity': 1}]}]}
                """
                        .formatted(orderId);
        return (ObjectNode) SandboxRig.json(SandboxRig.quoted(json));
    }

    /** The same visit with another event. */
    static ObjectNode with(String event) {
        ObjectNode body = sale("bent");
        body.putArray("events").add(SandboxRig.json(SandboxRig.quoted(event)));
        return body;
    }

    /** A right call in which the member at the path is replaced, or removed by "-". */
    static ObjectNode bent(String path, String json) {
        ObjectNode body = sale("bent");
        int split = path.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) body.at(split < 1 ? "" : path.substring(0, split));
        String name = path.substring(split + 1);
        if (json.equals("-")) {
            parent.remove(name);
        } else {
            parent.set(name, SandboxRig.json(SandboxRig.quoted(json)));
        }
        return body;
    }
}
