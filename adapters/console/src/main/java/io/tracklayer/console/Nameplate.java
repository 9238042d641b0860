// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.intake.HttpOutput;
import java.nio.charset.StandardCharsets;

/** Who is logged in, on every page: filled in on the way out, so that no page needs to know. */
public final class Nameplate {
    static final String HEAD = "head";
    static final String HEADER = "who";
    static final String EVERYWHERE = "everywhere";

    private Nameplate() {}

    /**
     * Writes the operator on a page; anything else than a page stays as it is.
     *
     * @param csrf what orders of their session must bring; empty when they have none
     */
    public static HttpOutput on(HttpOutput answer, Operator operator, String csrf) {
        if (!answer.contentType().startsWith("text/html")) {
            return answer;
        }
        String page =
                new String(answer.body(), StandardCharsets.UTF_8)
                        .replace("<!--" + HEAD + "-->", head(csrf))
                        .replace("<!--" + HEADER + "-->", header(operator, csrf))
                        .replace("<!--" + EVERYWHERE + "-->", everywhere(csrf));
        return new HttpOutput(
                answer.status(),
                answer.contentType(),
                page.getBytes(StandardCharsets.UTF_8),
                answer.headers());
    }

    private static String head(String csrf) {
        return csrf.isEmpty()
                ? ""
                : new Html().empty("meta", "name", "csrf-token", "content", csrf).fragment();
    }

    private static String everywhere(String csrf) {
        if (csrf.isEmpty()) {
            return "";
        }
        Html html = new Html();
        AccountPage.logout(html, csrf, "Log out everywhere", "1");
        return html.fragment();
    }

    private static String header(Operator operator, String csrf) {
        if (operator.equals(Operator.LOCAL)) {
            return "";
        }
        Html html =
                new Html()
                        .open("div", "class", "who")
                        .element("a", operator.name(), "href", "/account")
                        .text(" ")
                        .element("small", operator.role().wire());
        if (!csrf.isEmpty()) {
            AccountPage.logout(html, csrf, "Log out", "");
        }
        return html.close().fragment();
    }
}
