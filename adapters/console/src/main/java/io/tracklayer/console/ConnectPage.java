// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.Setting;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sets a new destination up: which plugins there are, and what the chosen one can be told. */
final class ConnectPage {
    private final Evidence evidence;

    ConnectPage(Evidence evidence) {
        this.evidence = evidence;
    }

    HttpOutput show(Parameters query) {
        query.only("plugin");
        String wanted = query.text("plugin");
        List<DestinationDescriptor> all =
                evidence.sending().plugins().get().stream()
                        .sorted(Comparator.comparing(DestinationDescriptor::id))
                        .toList();
        Html html = Frame.begin("Connect a destination", "/destinations");
        Optional<DestinationDescriptor> chosen =
                all.stream().filter(one -> one.id().equals(wanted)).findFirst();
        if (chosen.isPresent()) {
            form(html, chosen.get());
        } else {
            list(html, all);
        }
        return Answers.page(200, html.document());
    }

    private static void list(Html html, List<DestinationDescriptor> all) {
        html.element("p", "Choose what events are to be sent to.").open("ul", "class", "plugins");
        for (DestinationDescriptor one : all) {
            html.open("li")
                    .element(
                            "a",
                            one.title(),
                            "href",
                            Links.to("/destinations/connect", "plugin", one.id()))
                    .element(
                            "span",
                            " "
                                    + one.id()
                                    + ", API "
                                    + one.apiVersion()
                                    + ", "
                                    + one.maturity().name().toLowerCase(Locale.ROOT),
                            "class",
                            "why")
                    .close();
        }
        html.close();
    }

    private void form(Html html, DestinationDescriptor plugin) {
        html.open("p", "class", "why")
                .text("On the command line: ")
                .element("code", "tl connect " + plugin.id())
                .close()
                .open(
                        "form",
                        "class",
                        "order filter wide",
                        "data-order",
                        "/api/v1/destinations/connect",
                        "hidden",
                        "")
                .empty("input", "type", "hidden", "name", "plugin", "value", plugin.id());
        html.open("label")
                .text("Id, a name of your own")
                .empty("input", "name", "id", "value", plugin.id(), "autocomplete", "off")
                .close();
        merchants(html);
        settings(html, plugin);
        html.element("button", "Connect", "class", "primary")
                .element("output", "", "aria-live", "polite")
                .close()
                .element(
                        "p",
                        "Secrets are written into files of their own that only the node may read."
                                + " The connection is checked at once.",
                        "class",
                        "why");
    }

    /** What has to be given first; what has a value by itself is folded. */
    private static void settings(Html html, DestinationDescriptor plugin) {
        plugin.settings().stream()
                .filter(Setting::required)
                .forEach(setting -> setting(html, setting));
        List<Setting> others =
                plugin.settings().stream().filter(setting -> !setting.required()).toList();
        if (!others.isEmpty()) {
            html.open("details").element("summary", "More settings, " + others.size());
            others.forEach(setting -> setting(html, setting));
            html.close();
        }
    }

    private void merchants(Html html) {
        html.open("label").text("Merchant").open("select", "name", "merchant");
        evidence.board().configuration().merchants().stream()
                .sorted()
                .forEach(id -> html.element("option", id, "value", id));
        html.close().close();
    }

    private static void setting(Html html, Setting setting) {
        html.open("label").text(setting.name() + (setting.required() ? " (required)" : ""));
        String name = "settings." + setting.name();
        List<String> allowed =
                setting.type() == Setting.Type.FLAG ? List.of("true", "false") : setting.allowed();
        if (!allowed.isEmpty() && setting.type() != Setting.Type.LIST) {
            html.open("select", "name", name).element("option", "as usual", "value", "");
            allowed.forEach(value -> html.element("option", value, "value", value));
            html.close();
        } else {
            html.empty(
                    "input",
                    "name",
                    name,
                    "type",
                    setting.secret() ? "password" : "text",
                    "placeholder",
                    setting.defaultValue(),
                    "data-list",
                    Boolean.toString(setting.type() == Setting.Type.LIST),
                    "autocomplete",
                    "off");
        }
        html.element("small", setting.doc()).close();
    }
}
