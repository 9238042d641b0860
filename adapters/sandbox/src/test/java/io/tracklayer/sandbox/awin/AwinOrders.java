// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.awin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;

/** Orders for tests: one that is right, and ways to bend it. */
final class AwinOrders {
    private AwinOrders() {}

    static ObjectNode order(String reference) {
        String json =
                """
                {'orderReference': '%s', 'amount': 109.16, 'currency': 'EUR', 'channel': 'aw',
                 'awc': '12345_1768472000_0f3b5a0c9d1e4f77aa55c0ffee123456',
                 'voucher': 'WELCOME10', 'customerAcquisition': 'NEW', 'isTest': false,
                 'commissionGroups': [{'code': 'DEFAULT', 'amount': 109.16}],
                 'basket': [
                   {'id': '41327143321713', 'name': 'Linen shirt', 'price': 41.98, 'quantity': 2,
                    'sku': 'LS-M', 'category': 'Shirts', 'commissionGroupCode': 'DEFAULT'},
                   {'id': '41327143157873', 'name': 'Belt', 'price': 25.20, 'quantity': 1,
                    'sku': 'BLT', 'category': 'Accessories', 'commissionGroupCode': 'DEFAULT'}],
                 'custom': {'1': 'tracklayer_1.0'}}
                """
                        .formatted(reference);
        return (ObjectNode) SandboxRig.json(SandboxRig.quoted(json));
    }

    /** A right order in which the member at the path is replaced, or removed by "-". */
    static ObjectNode bent(String path, String json) {
        ObjectNode order = order("bent");
        int split = path.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) order.at(split < 1 ? "" : path.substring(0, split));
        String name = path.substring(split + 1);
        if (json.equals("-")) {
            parent.remove(name);
        } else {
            parent.set(name, SandboxRig.json(SandboxRig.quoted(json)));
        }
        return order;
    }

    static String call(ObjectNode... orders) {
        ObjectNode body = Json.object();
        var list = body.putArray("orders");
        for (ObjectNode order : orders) {
            list.add(order);
        }
        return Json.write(body);
    }
}
