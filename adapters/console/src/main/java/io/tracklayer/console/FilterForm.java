// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.util.List;

/** A form that puts filters in the address. */
final class FilterForm {
    private final Html html;
    private final String action;

    FilterForm(Html html, String action) {
        this.html = html;
        this.action = action;
        html.open("form", "method", "get", "action", action, "class", "filter");
    }

    FilterForm field(String label, String name, String value) {
        html.open("label")
                .text(label)
                .empty("input", "name", name, "value", value, "autocomplete", "off")
                .close();
        return this;
    }

    FilterForm choice(String label, String name, String value, List<String> options) {
        html.open("label").text(label).open("select", "name", name);
        html.element("option", "any", "value", "");
        for (String option : options) {
            if (option.equals(value)) {
                html.element("option", option, "value", option, "selected", "selected");
            } else {
                html.element("option", option, "value", option);
            }
        }
        // A value that is no longer on offer still filters, and must be seen to.
        if (!value.isEmpty() && !options.contains(value)) {
            html.element("option", value, "value", value, "selected", "selected");
        }
        html.close().close();
        return this;
    }

    FilterForm keep(String name, String value) {
        if (!value.isEmpty()) {
            html.empty("input", "type", "hidden", "name", name, "value", value);
        }
        return this;
    }

    void end() {
        html.element("button", "Filter").element("a", "Clear", "href", action).close();
    }
}
