// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.diagnose.Course;
import io.tracklayer.core.diagnose.Finding;
import io.tracklayer.core.diagnose.Layer;
import io.tracklayer.core.diagnose.State;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What became of a conversion at one destination, said first and largest. */
final class DiagnoseVerdict {
    private static final Pattern CODED = Pattern.compile("(?s)(.*) \\(([\\w:.-]+)\\)");

    private final Html html;
    private final DiagnoseSteps steps;

    DiagnoseVerdict(Html html, DiagnoseSteps steps) {
        this.html = html;
        this.steps = steps;
    }

    void write(Course course) {
        Finding first = course.first();
        html.open("article", "class", "verdict " + look(course))
                .open("h2")
                .element("a", course.destination(), "href", "#" + anchor(course))
                .text(": ")
                .element("span", course.outcome(), "class", "badge " + look(course))
                .close();
        chain(course);
        cause(first);
        next(html, first.next(), steps.of(course), "button primary");
        html.close();
    }

    /** The layers in their order, so that the eye finds the first that is not in order. */
    private void chain(Course course) {
        html.open("ol", "class", "chain", "aria-label", "Layers");
        course.layers()
                .forEach(
                        (layer, findings) -> {
                            String state = Course.state(findings).wire();
                            html.open("li", "class", state, "title", layer.question())
                                    .element("b", layer.letter() + " ")
                                    .text(state.replace('_', ' '))
                                    .close();
                        });
        html.close();
    }

    private void cause(Finding first) {
        boolean wrong = first.state() == State.FAILED || first.state() == State.PENDING;
        if (wrong && first.cause() != null) {
            html.element("p", capital(first.cause().title()), "class", "cause");
        }
        sentence(html, first.sentence());
    }

    /** What was found, its code set apart at the end: it is not what is read first. */
    private static void sentence(Html html, String sentence) {
        Matcher coded = CODED.matcher(sentence);
        html.open("p");
        if (coded.matches()) {
            html.text(coded.group(1) + " ").element("code", coded.group(2));
        } else {
            html.text(sentence);
        }
        html.close();
    }

    private static void next(Html html, String next, Map<String, String> links, String first) {
        if (next.isEmpty() && links.isEmpty()) {
            return;
        }
        html.open("div", "class", "next");
        if (!next.isEmpty()) {
            html.open("p").element("strong", "Next: ").text(next).close();
        }
        if (!links.isEmpty()) {
            html.open("p", "class", "actions");
            String look = first;
            for (Map.Entry<String, String> one : links.entrySet()) {
                html.element("a", one.getKey(), "href", one.getValue(), "class", look);
                look = "button";
            }
            html.close();
        }
        html.close();
    }

    /** Something near what was asked for, which may or may not be why it is not there. */
    static void miss(Html html, Finding miss) {
        html.open("article", "class", "verdict unknown");
        if (miss.cause() != null) {
            html.element("p", capital(miss.cause().title()), "class", "cause");
        }
        sentence(html, miss.sentence());
        Map<String, String> links = new LinkedHashMap<>();
        miss.proofs().stream()
                .filter(proof -> !proof.link().isEmpty())
                .forEach(proof -> links.put(capital(proof.text()), proof.link()));
        next(html, miss.next(), links, "button");
        html.close();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** What the platform took is good news, even where nobody can know whether it attributes it. */
    static String look(Course course) {
        State first = course.first().state();
        boolean taken = Course.state(course.layers().get(Layer.ACCEPTED)) == State.OK;
        return first == State.UNKNOWN && taken ? State.OK.wire() : first.wire();
    }

    /** Ids of destinations are the operator's own file names. */
    static String anchor(Course course) {
        return "to-" + course.destination().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    }
}
