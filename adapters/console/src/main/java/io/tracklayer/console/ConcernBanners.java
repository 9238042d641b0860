// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.Configuration;

/** What needs a person now, each with the pages on which it is mended. */
final class ConcernBanners {
    private final Html html;
    private final Configuration configuration;

    ConcernBanners(Html html, Configuration configuration) {
        this.html = html;
        this.configuration = configuration;
    }

    void write(Overview overview) {
        html.open("section", "aria-labelledby", "needed")
                .element(
                        "h2",
                        overview.concerns().isEmpty() ? "Nothing needs you" : "Needs you now",
                        "id",
                        "needed",
                        "class",
                        "first");
        if (overview.concerns().isEmpty()) {
            html.open("p", "class", "why")
                    .text(
                            "No destination is held or failing, and what is set up is in force. As of ");
            Words.time(html, overview.at());
            html.text(".").close();
        }
        overview.concerns().forEach(this::concern);
        html.close();
    }

    private void concern(Concern concern) {
        html.open("article", "class", "banner " + concern.kind().look())
                .element("h3", concern.title())
                .element("p", concern.sentence())
                .open("p", "class", "next")
                .element("strong", "Next: ")
                .text(concern.next())
                .close();
        steps(concern);
        html.close();
    }

    private void steps(Concern concern) {
        boolean destination = configuration.destination(concern.subject()).isPresent();
        if (!destination && concern.link().isEmpty()) {
            return;
        }
        html.open("p", "class", "actions");
        if (destination) {
            html.element(
                    "a",
                    "Go to " + concern.subject(),
                    "href",
                    Links.destination(concern.subject()),
                    "class",
                    "button");
        }
        boolean elsewhere = !concern.link().equals(Links.destination(concern.subject()));
        if (!concern.link().isEmpty() && elsewhere) {
            html.element("a", "Look closer", "href", concern.link(), "class", "button");
        }
        html.close();
    }
}
