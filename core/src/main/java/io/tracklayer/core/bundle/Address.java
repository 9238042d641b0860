// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An address of the web without what tells who visited it: host, path and the names of the
 * parameters stay, and campaign parameters with their values.
 */
final class Address {
    private static final int LONGEST_WORD = 20;

    private final Redaction redaction;
    private final String place;

    Address(Redaction redaction, String place) {
        this.redaction = redaction;
        this.place = place;
    }

    String of(String url) {
        String address = url.split("#", 2)[0];
        String[] parts = address.split("\\?", 2);
        int from = parts[0].indexOf("://") + 3;
        String[] segments = parts[0].substring(from).split("/", -1);
        segments[0] = segments[0].substring(segments[0].indexOf('@') + 1);
        for (int i = 1; i < segments.length; i++) {
            segments[i] =
                    token(segments[i]) ? taken("part of an address", segments[i]) : segments[i];
        }
        String bare = parts[0].substring(0, from) + String.join("/", segments);
        return parts.length == 1 ? bare : bare + "?" + query(parts[1]);
    }

    /** The parameters of an address or of a form. */
    String query(String query) {
        return Arrays.stream(query.split("&"))
                .map(this::parameter)
                .collect(Collectors.joining("&"));
    }

    private String parameter(String pair) {
        String[] parts = pair.split("=", 2);
        boolean kept = parts.length == 1 || parts[0].toLowerCase(Locale.ROOT).startsWith("utm_");
        return kept ? pair : parts[0] + "=" + taken("parameter " + name(parts[0]), parts[1]);
    }

    private String name(String name) {
        return name.matches("[A-Za-z0-9_.-]{1,40}") ? name : "of an address";
    }

    private String taken(String reason, String value) {
        return redaction.whole(place, reason, value);
    }

    private static boolean token(String segment) {
        return segment.length() >= LONGEST_WORD && segment.matches(".*\\d.*");
    }
}
