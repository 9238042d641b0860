// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Bars over time, drawn by the server. Its colours are classes, its words are the title, the line
 * below and a table: nothing is told by colour or height alone.
 */
final class HourChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 100;
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final Html html;
    private final Bars bars;
    private final String title;

    HourChart(Html html, String title, Bars bars) {
        this.html = html;
        this.title = title;
        this.bars = bars;
    }

    /** With its times below and its figures in a table that opens. */
    void whole() {
        html.open("figure", "class", "hours");
        drawing("chart");
        html.open("figcaption").open("span", "class", "ends");
        html.element("span", label(0))
                .element("span", label(bars.slices().size() / 2))
                .element("span", label(bars.slices().size() - 1))
                .close()
                .close();
        table();
        html.close();
    }

    /** Only the drawing. */
    void small() {
        drawing("chart spark");
    }

    private void drawing(String look) {
        html.open(
                        "svg",
                        "class",
                        look,
                        "viewBox",
                        "0 0 " + WIDTH + " " + HEIGHT,
                        "preserveAspectRatio",
                        "none",
                        "role",
                        "img",
                        "focusable",
                        "false")
                .element("title", title)
                .element("desc", sums());
        html.element(
                "path",
                "",
                "class",
                "axis",
                "d",
                "M0 " + (HEIGHT - 1) + "H" + WIDTH,
                "fill",
                "none");
        for (int i = 0; i < bars.slices().size(); i++) {
            bar(i);
        }
        html.close();
    }

    private void bar(int slice) {
        if (bars.total(slice) == 0) {
            return;
        }
        double step = (double) WIDTH / bars.slices().size();
        double top = HEIGHT - 1;
        html.open("g").element("title", label(slice) + ": " + parts(slice));
        for (String part : bars.parts()) {
            long count = bars.count(slice, part);
            if (count > 0) {
                // never so flat that it cannot be seen
                double height = Math.max(1.5, (HEIGHT - 4.0) * count / bars.highest());
                top -= height;
                html.element(
                        "rect",
                        "",
                        "class",
                        part,
                        "x",
                        number(slice * step + step * 0.1),
                        "y",
                        number(Math.max(0, top)),
                        "width",
                        number(step * 0.8),
                        "height",
                        number(height));
            }
        }
        html.close();
    }

    private void table() {
        html.open("details").element("summary", "As a table").open("div", "class", "scroll");
        html.open("table").element("caption", title).open("thead").open("tr");
        html.element("th", "From", "scope", "col");
        bars.parts().forEach(part -> html.element("th", named(part), "scope", "col"));
        html.close().close().open("tbody");
        for (int i = 0; i < bars.slices().size(); i++) {
            if (bars.total(i) > 0) {
                row(i);
            }
        }
        html.close().close().close().close();
    }

    private void row(int slice) {
        html.open("tr").open("td", "data-label", "From");
        Words.time(html, bars.period().begin(slice));
        html.close();
        for (String part : bars.parts()) {
            html.element(
                    "td",
                    Figures.of(bars.count(slice, part)),
                    "data-label",
                    named(part),
                    "class",
                    "number");
        }
        html.close();
    }

    private String sums() {
        return bars.parts().stream()
                .map(part -> named(part) + " " + Figures.of(bars.total(part)))
                .collect(Collectors.joining(", "));
    }

    private String parts(int slice) {
        List<String> shown =
                bars.parts().stream()
                        .filter(part -> bars.count(slice, part) > 0)
                        .map(part -> Figures.of(bars.count(slice, part)) + " " + named(part))
                        .toList();
        return String.join(", ", shown);
    }

    // what arrived and was turned away has the colour of what failed
    private String named(String part) {
        return part.equals("failed") && bars.parts().contains("arrived")
                ? "rejected or refused"
                : part.equals("arrived") ? "taken" : part;
    }

    private String label(int slice) {
        Instant at = bars.period().begin(slice);
        return (bars.period().slice().equals(Duration.ofHours(1)) ? HOUR : DAY).format(at) + " UTC";
    }

    private static String number(double value) {
        return Long.toString(Math.round(value * 10) / 10)
                + "."
                + Math.abs(Math.round(value * 10) % 10);
    }
}
