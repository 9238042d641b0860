// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.spi.Event;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/** How times, amounts, outcomes and bodies are put. */
final class Words {
    private static final int LONGEST_BODY = 64 << 10;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private Words() {}

    static void time(Html html, Instant at) {
        html.element("time", TIME.format(at), "datetime", at.toString());
    }

    static String clock(Instant at) {
        return TIME.format(at);
    }

    static String amount(Event event) {
        return event.value()
                .map(value -> value.toPlainString() + " " + event.currency().orElse(""))
                .orElse("")
                .strip();
    }

    /** The answer to "did it reach them, and if not, why". */
    static void outcome(Html html, Standing standing) {
        String status = standing.status().wire();
        html.open("span", "class", "badge " + status)
                .text(standing.delivery().destination() + " " + status)
                .close();
        if (!plain(standing)) {
            html.text(" ").element("span", standing.sentence(), "class", "why");
        }
    }

    // An ordinary acceptance needs no further words.
    private static boolean plain(Standing standing) {
        return standing.status() == DeliveryStatus.DELIVERED
                && standing.delivery().reason().equals("accepted");
    }

    static void headers(Html html, Map<String, String> headers) {
        if (headers.isEmpty()) {
            return;
        }
        html.open("dl", "class", "headers");
        new TreeMap<>(headers)
                .forEach((name, value) -> html.element("dt", name).element("dd", value));
        html.close();
    }

    /** A body of an attempt or request; null when it has outlived its time. */
    static void body(Html html, String body) {
        if (body == null) {
            html.element("p", "Headers and body are no longer kept.", "class", "why");
            return;
        }
        if (body.isEmpty()) {
            html.element("p", "No body.", "class", "why");
            return;
        }
        boolean cut = body.length() > LONGEST_BODY;
        html.element(
                "pre",
                IndentedJson.of(cut ? body.substring(0, LONGEST_BODY) : body),
                "tabindex",
                "0");
        if (cut) {
            html.element("p", "Cut here; the JSON form has all of it.", "class", "why");
        }
    }
}
