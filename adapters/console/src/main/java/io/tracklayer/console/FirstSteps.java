// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.Configuration;
import java.util.TreeSet;

/** Leads a new installation to its first delivery. */
final class FirstSteps {
    private final Html html;
    private final Configuration configuration;

    FirstSteps(Html html, Configuration configuration) {
        this.html = html;
        this.configuration = configuration;
    }

    void write() {
        html.open("section", "class", "panel", "aria-labelledby", "steps")
                .element("h2", "First steps", "id", "steps")
                .element("p", "The node runs, and nothing has arrived yet.", "class", "why")
                .open("ol", "class", "timeline");
        step(
                !configuration.stores().isEmpty(),
                "Name a store",
                "In config/tracklayer.yaml; its examples have comments.",
                "");
        step(
                !configuration.writeKeys().isEmpty(),
                "Create a write key",
                "It is shown once. Sources with a signature, such as Shopify, need none.",
                "tl keys create --store " + store() + " --source segment");
        step(
                !configuration.destinations().isEmpty(),
                "Connect a destination",
                "The platform is asked at once whether it takes the secret.",
                "tl connect meta --pixel ID --token TOKEN");
        step(
                false,
                "Send an event",
                "It appears here, under Events and at the destination within seconds.",
                "tl send \"Order Completed\" --key KEY --order 1001 --value 49.95 --currency EUR"
                        + " --email anna@example.com --consent true");
        html.close()
                .open("p")
                .text("To see all of it at work first: ")
                .element("code", "tl demo")
                .close()
                .close();
    }

    private String store() {
        TreeSet<String> stores = new TreeSet<>(configuration.stores().keySet());
        return stores.isEmpty() ? "STORE" : stores.first();
    }

    private void step(boolean done, String title, String sentence, String command) {
        html.open("li", "class", done ? "ok" : "due")
                .element("strong", title)
                .text(done ? " (done). " : ". ")
                .element("span", sentence, "class", "why");
        if (!command.isEmpty() && !done) {
            html.element("pre", command, "tabindex", "0");
        }
        html.close();
    }
}
