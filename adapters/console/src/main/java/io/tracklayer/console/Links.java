// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses within the console. No address ever comes from event data. */
final class Links {
    private Links() {}

    /** A path with parameters as name, value, name, value; empty values are left out. */
    static String to(String path, String... parameters) {
        StringBuilder link = new StringBuilder(path);
        char separator = '?';
        for (int i = 0; i < parameters.length; i += 2) {
            if (!parameters[i + 1].isEmpty()) {
                link.append(separator)
                        .append(parameters[i])
                        .append('=')
                        .append(encode(parameters[i + 1]));
                separator = '&';
            }
        }
        return link.toString();
    }

    static String event(long seq) {
        return "/events/" + seq;
    }

    static String request(long offset) {
        return "/events/requests/" + offset;
    }

    static String identity(long id) {
        return "/identities/" + id;
    }

    static String delivery(long seq, String destination) {
        return "/deliveries/" + seq + "/" + encode(destination);
    }

    static String destination(String id) {
        return "/destinations/" + encode(id);
    }

    static String attempt(String id) {
        return "/api-logs/" + encode(id);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
