// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Google Ads requests for tests: one that is right, ways to bend it, and tokens. */
final class GoogleAdsEvents {
    static final String ACCOUNT =
            "{'platform':'google-ads','account':'4812345670','conversion_actions':['712034455'],"
                    + "'website_actions':['99'],'managers':['9911223344'],"
                    + "'client_id':'C','client_secret':'S','refresh_token':'R'%s}";
    static final String INGEST = "/google-ads/v1/events:ingest";
    static final String HASH = "e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f";

    private GoogleAdsEvents() {}

    /** The documented request, some minutes old. */
    static ObjectNode request(String transactionId) {
        String json =
                """
                {'destinations':[{'reference':'purchase',
                   'operatingAccount':{'accountType':'GOOGLE_ADS','accountId':'4812345670'},
                   'loginAccount':{'accountType':'GOOGLE_ADS','accountId':'9911223344'},
                   'productDestinationId':'712034455'}],
                 'encoding':'HEX','validateOnly':false,
                 'events':[{'destinationReferences':['purchase'],
                   'eventTimestamp':'2026-11-20T11:03:11Z','eventSource':'WEB',
                   'transactionId':'%s','conversionValue':129.95,'currency':'EUR',
                   'adIdentifiers':{'gclid':'Cj0KCQiAtestTrackLayer_wcB'},
                   'eventDeviceInfo':{'userAgent':'Mozilla/5.0 (X11; Linux x86_64)'},
                   'userData':{'userIdentifiers':[{'emailAddress':'%s'},{'phoneNumber':'%s'},
                     {'address':{'givenName':'%s','familyName':'%s','regionCode':'GB',
                       'postalCode':'SW1Y 4LE'}}]},
                   'consent':{'adUserData':'CONSENT_GRANTED','adPersonalization':'CONSENT_DENIED'},
                   'userProperties':{'customerType':'NEW'},
                   'cartData':{'merchantId':'55012','transactionDiscount':10.0,'items':[
                     {'merchantProductId':'SKU-RED-M','itemId':'SKU-RED-M','quantity':1,
                      'unitPrice':89.95},
                     {'merchantProductId':'SKU-CAP','itemId':'SKU-CAP','quantity':2,
                      'unitPrice':25.0}]}}]}
                """
                        .formatted(transactionId, HASH, HASH, HASH, HASH);
        return (ObjectNode) SandboxRig.json(SandboxRig.quoted(json));
    }

    /** The right request with the member at the path replaced, or removed by "-". */
    static ObjectNode bent(String path, String json) {
        ObjectNode request = request("bent");
        int split = path.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) request.at(path.substring(0, split));
        if (json.equals("-")) {
            parent.remove(path.substring(split + 1));
        } else {
            parent.set(path.substring(split + 1), SandboxRig.json(SandboxRig.quoted(json)));
        }
        return request;
    }

    /** The answer of the token endpoint to a form. */
    static HttpResponse<String> form(SandboxRig rig, String form) throws Exception {
        return rig.send(
                rig.request("/google-ads/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }

    static String token(SandboxRig rig) throws Exception {
        JsonNode json =
                SandboxRig.json(
                        form(
                                rig,
                                "grant_type=refresh_token&client_id=C&client_secret=S"
                                        + "&refresh_token=R"));
        return json.get("access_token").asText();
    }

    static HttpResponse<String> post(SandboxRig rig, String path, String token, JsonNode body)
            throws Exception {
        return rig.send(
                rig.request(path)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(Json.write(body)))
                        .build());
    }
}
