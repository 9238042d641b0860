// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Pages of the console that show what a finding rests on. */
final class Links {
    private Links() {}

    static String event(long seq) {
        return "/events/" + seq;
    }

    static String attempt(String id) {
        return "/api-logs/" + encoded(id);
    }

    static String person(long id) {
        return "/identities/" + id;
    }

    static String diagnosis(String of) {
        return "/diagnose?of=" + encoded(of);
    }

    static String dedup(long seq) {
        return "/diagnose/dedup?of=" + encoded(Question.event(seq));
    }

    static String consent(long seq) {
        return "/diagnose/consent?of=" + encoded(Question.event(seq));
    }

    static String request(long offset) {
        return "/events/requests/" + offset;
    }

    static String rejected(String verdict) {
        return "/events?show=requests&verdict=" + encoded(verdict);
    }

    static String deliveries(String destination, String status) {
        return "/deliveries?destination=" + encoded(destination) + "&status=" + encoded(status);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
