// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The visitor's cookie as the script asks for it: Safari keeps one that a server sets for as long
 * as it says, one that a script sets for a week at most. Readable by the script, which knows the
 * visitor by it. Browsers refuse a domain that is not the answering host's own.
 */
final class VisitorCookie {
    private static final int THIRTEEN_MONTHS_S = 34_128_000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){0,8}|");

    private VisitorCookie() {}

    /** The header's value; empty unless a script asks and says who the visitor is. */
    static Optional<String> asked(InboundRequest request) {
        try {
            Tree body = Tree.root(request.json());
            String domain = body.text("/set_cookie/domain").orElse("");
            return body.text("/set_cookie/id")
                    .filter(id -> ID.matcher(id).matches() && DOMAIN.matcher(domain).matches())
                    .map(id -> cookie(id, domain, isSecure(request)));
        } catch (MalformedInputException unreadable) {
            return Optional.empty();
        }
    }

    private static String cookie(String visitor, String domain, boolean secure) {
        return "tl_id="
                + visitor
                + (domain.isEmpty() ? "" : "; Domain=" + domain)
                + "; Path=/; Max-Age="
                + THIRTEEN_MONTHS_S
                + "; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }

    private static boolean isSecure(InboundRequest request) {
        return request.header("origin").filter(origin -> origin.startsWith("https:")).isPresent();
    }
}
