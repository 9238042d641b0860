// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The headers an operator adds. All are masked in records: many an API key is sent as a header. */
final class WebhookHeaders {
    // A name is an RFC 9110 token; a value is printable ASCII, because clients disagree on the
    // rest.
    private static final Pattern HEADER =
            Pattern.compile(
                    "([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([!-~](?:[ -~\\t]*[!-~])?)[ \\t]*");

    private static final String SIGNED = "webhook-";

    /** Set by the message itself, or by the connection (RFC 9110 section 7.6.1). */
    private static final Set<String> RESERVED =
            Set.of(
                    "authorization",
                    "connection",
                    "content-encoding",
                    "content-length",
                    "content-type",
                    "expect",
                    "host",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "user-agent");

    private WebhookHeaders() {}

    static List<Field> of(Settings settings) {
        List<Field> headers = new ArrayList<>();
        settings.find(WebhookSettings.AUTHORIZATION)
                .ifPresent(value -> headers.add(Field.secret("Authorization", value)));
        Set<String> seen = new HashSet<>(RESERVED);
        for (String line : settings.list(WebhookSettings.HEADERS)) {
            headers.add(header(line, seen));
        }
        return headers;
    }

    private static Field header(String line, Set<String> taken) {
        Matcher parts = HEADER.matcher(line.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "setting \"headers\" has an entry that is not of the form \"Name: value\" in"
                            + " printable ASCII. Correct it");
        }
        String name = parts.group(1);
        String key = name.toLowerCase(Locale.ROOT);
        if (key.startsWith(SIGNED) || !taken.add(key)) {
            throw new IllegalArgumentException(
                    "setting \"headers\" names \""
                            + name
                            + "\", which the message or the connection sets or which stands there"
                            + " twice. Remove it; for credentials use \"authorization\"");
        }
        return Field.secret(name, parts.group(2));
    }
}
