// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import java.util.List;

/** Builds HTML; every text goes through the escape, so event data stays text. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Markup written by us; never anything that came from a caller. */
    Html markup(String markup) {
        out.append(markup);
        return this;
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** An element that holds only text. */
    Html element(String tag, String text) {
        return markup("<" + tag + ">").text(text).markup("</" + tag + ">");
    }

    Html link(String href, String text) {
        return markup("<a href=\"").text(href).markup("\">").text(text).markup("</a>");
    }

    Html tableHead(List<String> columns) {
        markup("<div class=\"scroll\"><table><thead><tr>");
        columns.forEach(column -> element("th", column));
        return markup("</tr></thead><tbody>");
    }

    Html tableEnd() {
        return markup("</tbody></table></div>");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
