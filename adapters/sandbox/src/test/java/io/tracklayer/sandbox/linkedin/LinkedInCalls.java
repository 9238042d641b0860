// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;

/** LinkedIn events for tests: the documented one, and ways to bend it. */
final class LinkedInCalls {
    static final String ACCOUNT =
            "{'platform':'linkedin','account':'512345678','token':'T','rules':['20817364','2'],"
                    + "'disabled_rules':['3'],'tag_rules':['4']}";
    static final long TIME = SandboxRig.NOW.toEpochMilli() - 60_000;

    private LinkedInCalls() {}

    static ObjectNode purchase(String eventId) {
        String json =
                """
                {'conversion': 'urn:lla:llaPartnerConversion:20817364',
                 'conversionHappenedAt': %d,
                 'conversionValue': {'currencyCode': 'EUR', 'amount': '129.95'},
                 'eventId': '%s',
                 'user': {
                   'userIds': [
                     {'idType': 'SHA256_EMAIL',
                      'idValue': 'e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f'},
                     {'idType': 'LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID',
                      'idValue': '3f0c9a6e-8f5b-4c8e-9a51-7b6f2d0c4411'},
                     {'idType': 'PLAINTEXT_IP_ADDRESS', 'idValue': '203.0.113.7'}],
                   'userInfo': {'firstName': 'Ada', 'lastName': 'Lovelace',
                                'companyName': 'Northfield', 'countryCode': 'GB'},
                   'externalIds': ['cust_20417']}}
                """
                        .formatted(TIME, eventId);
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

    static String batch(ObjectNode... events) {
        ObjectNode body = Json.object();
        var elements = body.putArray("elements");
        for (ObjectNode event : events) {
            elements.add(event);
        }
        return Json.write(body);
    }
}
