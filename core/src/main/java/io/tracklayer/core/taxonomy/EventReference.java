// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.taxonomy;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page docs/events.md, written from the event and field tables. */
public final class EventReference {
    private EventReference() {}

    /** The page as Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # The 32 canonical events

                Every source maps to these and every destination maps from them. This page is made from the tables `EventName` and
                `EventField` in [plugins/spi](../plugins/spi) and checked by the build; the JSON Schema of each event lies in
                [schemas](schemas).

                Always present: `event_name`, `event_id`, `event_time` (business time, UTC), `received_at`, `merchant`, `store`,
                `sources`, `action_source`, `consent`. An event that lacks a required field is kept as rejected, with the reason.

                | event | group | happens when | required | joined by |
                |---|---|---|---|---|
                """);
        for (EventName name : EventName.values()) {
            page.append(row(name));
        }
        page.append(
                """

                ## Fields

                *Authority* says whose copy wins when a browser copy and an order-system copy of one action disagree. *Class* is the
                class of personal data; a decision may strip a whole class. Money is a decimal number in major units with at most the
                currency's digits (JPY 0, EUR 2, KWD 3).

                | field | type | authority | class | meaning |
                |---|---|---|---|---|
                """);
        for (EventField field : EventField.values()) {
            page.append(row(field));
        }
        return page.toString();
    }

    private static String row(EventName name) {
        String required =
                Stream.of(EventField.values())
                        .filter(name.required()::contains)
                        .map(field -> "`" + field.path() + "`")
                        .collect(Collectors.joining(", "));
        return "| `"
                + name.wire()
                + "` | "
                + lower(name.family())
                + " | "
                + name.doc()
                + " | "
                + required
                + " | "
                + (name.purchaseLike() ? "event_id, then order_id" : "event_id")
                + " |\n";
    }

    private static String row(EventField field) {
        return "| `"
                + field.path()
                + "` | "
                + lower(field.type())
                + " | "
                + lower(field.authority())
                + " | "
                + lower(field.privacy())
                + " | "
                + field.doc()
                + " |\n";
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
