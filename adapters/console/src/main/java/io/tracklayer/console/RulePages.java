// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.intake.HttpOutput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules in force, as a page and as JSON. They are changed in their files. */
final class RulePages {
    private static final List<String> COLUMNS = List.of("Rule", "Does", "Why", "Stands in");

    private final RulesInForce known;

    RulePages(RulesInForce known) {
        this.known = known;
    }

    HttpOutput page() {
        Html html = Frame.begin("Rules", "/rules");
        refusal(html, known);
        html.open("p").text("In force since ");
        Words.time(html, known.since());
        html.text(": ")
                .element("code", known.version())
                .text(". Consent comes first, then the rules from top to bottom; see ")
                .element("code", "tl rules explain EVENT_ID")
                .text(" for one event and ")
                .element("code", "tl rules diff FOLDER")
                .text(" before a change.")
                .close();
        known.warnings().forEach(warning -> html.element("p", warning, "class", "banner pending"));
        html.open("table").open("thead").open("tr");
        COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().close().open("tbody");
        for (RulesInForce.Line rule : known.rules()) {
            html.open("tr")
                    .element("td", rule.id(), "data-label", "Rule")
                    .element("td", rule.what(), "data-label", "Does")
                    .element("td", rule.description(), "data-label", "Why")
                    .element("td", rule.location(), "data-label", "Stands in")
                    .close();
        }
        return Answers.page(200, html.close().close().document());
    }

    HttpOutput json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", known.version());
        tree.put("since", known.since().toString());
        tree.put("rules", known.rules().stream().map(RulePages::line).toList());
        tree.put("warnings", known.warnings());
        known.refusal()
                .ifPresent(
                        refused -> {
                            Map<String, Object> why = new LinkedHashMap<>();
                            why.put("since", refused.since().toString());
                            why.put("problems", refused.problems());
                            tree.put("refused", why);
                        });
        return Answers.json(200, tree);
    }

    private static Map<String, Object> line(RulesInForce.Line rule) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", rule.id());
        tree.put("location", rule.location());
        tree.put("what", rule.what());
        tree.put("description", rule.description());
        return tree;
    }

    /** The banner of every page while the files as they stand are not in force. */
    static void refusal(Html html, RulesInForce rules) {
        rules.refusal()
                .ifPresent(
                        refused -> {
                            html.open("div", "class", "banner held", "role", "status")
                                    .element(
                                            "strong", "The changed configuration is not in force. ")
                                    .text(
                                            "The last good one, "
                                                    + rules.version()
                                                    + ", stays. Since ");
                            Words.time(html, refused.since());
                            html.text(":").open("ul");
                            refused.problems().stream()
                                    .limit(10)
                                    .forEach(problem -> html.element("li", problem));
                            html.close().close();
                        });
    }
}
