// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One purchase as Segment's libraries send it, as the bytes of an HTTP request. Its message, order
 * and event ids differ from request to request and have always the same length.
 */
final class RequestTemplate {
    private static final String PLACE = "@@@@@@@@@@@@";
    private static final String BODY =
            """
            {"type":"track","event":"Order Completed","messageId":"msg-%1$s-%2$s","timestamp":"%3$s",\
            "userId":"cus_%1$s","properties":{"order_id":"ord-%1$s-%2$s","value":129.90,"currency":"EUR",\
            "tax":20.74,"shipping":5.00,"coupon":"AUTUMN","products":[{"product_id":"41327143321713",\
            "sku":"LIN-1-M","name":"Linen shirt","price":49.95,"quantity":2},{"product_id":"41327143157873",\
            "sku":"CAP-7","name":"Wool cap","price":25.00,"quantity":1}]},"context":{"ip":"203.0.113.7",\
            "userAgent":"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15",\
            "ga_client_id":"1183745920.1768470000","fbp":"fb.1.1768470000000.1019141",\
            "page":{"url":"https://shop.example/thanks?utm_source=ig&fbclid=IwAR0AbC-dEf_1",\
            "referrer":"https://shop.example/checkout"},"traits":{"email":"jane.doe@example.com",\
            "phone":"+4915123456789","firstName":"Jane","lastName":"Doe","address":{"city":"Hamburg",\
            "postalCode":"20095","country":"DE"}},"consent":{"categoryPreferences":{"Analytics":true,\
            "Advertising":true}}}}""";

    private final byte[] bytes;
    private final int[] places;

    private RequestTemplate(String text) {
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
        List<Integer> found = new ArrayList<>();
        for (int at = text.indexOf(PLACE); at >= 0; at = text.indexOf(PLACE, at + 1)) {
            found.add(at);
        }
        this.places = found.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * A purchase.
     *
     * @param path where it is posted to
     * @param run keeps the ids of different runs apart
     */
    static RequestTemplate purchase(String path, String key, String run, Instant time) {
        String body = body(PLACE, run, time);
        String login =
                Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.US_ASCII));
        return new RequestTemplate(
                "POST "
                        + path
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Basic "
                        + login
                        + "\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body);
    }

    /** The body alone, of the purchase with that number. */
    static String body(String number, String run, Instant time) {
        return BODY.formatted(number, run, time);
    }

    /** The request with that number. */
    byte[] request(long number) {
        byte[] request = bytes.clone();
        for (int place : places) {
            long rest = number;
            for (int i = place + PLACE.length() - 1; i >= place; i--) {
                request[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        return request;
    }
}
