// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form that puts filters in the address. It is folded where there is little room, unless one of
 * its filters is set; the style sheet opens it where there is enough.
 */
final class FilterForm {
    private final Html html;
    private final String action;
    private final String button;
    private final List<Field> fields = new ArrayList<>();
    private final Map<String, String> kept = new LinkedHashMap<>();

    FilterForm(Html html, String action) {
        this(html, action, "Filter");
    }

    FilterForm(Html html, String action, String button) {
        this.html = html;
        this.action = action;
        this.button = button;
    }

    /**
     * One filter.
     *
     * @param type of its input; {@code select} for a choice of the options
     * @param usual the value that filters nothing
     */
    private record Field(
            String label,
            String name,
            String value,
            String type,
            List<String> options,
            String usual) {
        boolean set() {
            return !value.equals(usual);
        }
    }

    FilterForm field(String label, String name, String value) {
        fields.add(new Field(label, name, value, "text", List.of(), ""));
        return this;
    }

    /** A day and time, in UTC. */
    FilterForm time(String label, String name, String value) {
        String local = value.replace("Z", "");
        fields.add(new Field(label, name, local, "datetime-local", List.of(), ""));
        return this;
    }

    FilterForm choice(String label, String name, String value, List<String> options) {
        fields.add(new Field(label, name, value, "select", options, ""));
        return this;
    }

    /** A choice in which something always holds, and this when nothing else was chosen. */
    FilterForm oneOf(String label, String name, String value, List<String> options, String usual) {
        fields.add(new Field(label, name, value, "select", options, usual));
        return this;
    }

    FilterForm keep(String name, String value) {
        if (!value.isEmpty()) {
            kept.put(name, value);
        }
        return this;
    }

    void end() {
        List<Field> set = fields.stream().filter(Field::set).toList();
        if (set.isEmpty()) {
            html.open("details", "class", "filters");
        } else {
            html.open("details", "class", "filters", "open", "open");
        }
        html.element("summary", set.isEmpty() ? "Filters" : "Filters, " + set.size() + " set")
                .open("form", "method", "get", "action", action, "class", "filter");
        fields.forEach(this::write);
        kept.forEach(
                (name, value) ->
                        html.empty("input", "type", "hidden", "name", name, "value", value));
        html.element("button", button).element("a", "Clear", "href", cleared()).close().close();
    }

    /** Another list of the same page stays chosen. */
    private String cleared() {
        return Links.to(action, "show", kept.getOrDefault("show", ""));
    }

    private void write(Field field) {
        html.open("label").text(field.label());
        if (field.type().equals("select")) {
            select(field);
        } else {
            html.empty(
                    "input",
                    "type",
                    field.type(),
                    "name",
                    field.name(),
                    "value",
                    field.value(),
                    "autocomplete",
                    "off");
        }
        html.close();
    }

    private void select(Field field) {
        html.open("select", "name", field.name());
        if (field.usual().isEmpty()) {
            html.element("option", "any", "value", "");
        }
        field.options().forEach(option -> option(option, field.value()));
        // A value that is no longer on offer still filters, and must be seen to.
        if (!field.value().isEmpty() && !field.options().contains(field.value())) {
            option(field.value(), field.value());
        }
        html.close();
    }

    private void option(String option, String value) {
        if (option.equals(value)) {
            html.element("option", option, "value", option, "selected", "selected");
        } else {
            html.element("option", option, "value", option);
        }
    }
}
