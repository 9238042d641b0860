// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.camel;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.document.PersonDetail;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Everything an operator can set for one endpoint. */
final class CamelSettings {
    static final String ENDPOINT = "endpoint";
    static final String SECRET_OPTIONS = "secret-options";
    static final String USER = "user";
    static final String PASSWORD = "password";
    static final String STATEMENT = "statement";
    static final String FIELDS = "fields";
    static final String FORMAT = "format";
    static final String EVENTS = "events";
    static final String PII = "pii";
    static final String REQUIRED_PURPOSES = "required-purposes";
    static final String STRIP_WHEN_DENIED = "strip-when-denied";

    static final String ALL_EVENTS = "*";

    static final List<Setting> ALL =
            List.of(
                    Setting.required(
                            ENDPOINT,
                            Setting.Type.TEXT,
                            "Camel endpoint, e.g. file:/var/export?fileName=events.jsonl&fileExist=Append"
                                    + " or kafka:events?brokers=localhost:9092; for a database its"
                                    + " JDBC address."),
                    new Setting(
                            SECRET_OPTIONS,
                            Setting.Type.LIST,
                            false,
                            true,
                            "",
                            List.of(),
                            "Further options of the endpoint with secrets, each as name=value."),
                    Setting.optional(USER, Setting.Type.TEXT, "", "User of the database."),
                    Setting.optionalSecret(PASSWORD, "Password of the database."),
                    Setting.optional(
                            STATEMENT,
                            Setting.Type.TEXT,
                            "",
                            "For a database: the statement run for each event. :?name stands for the"
                                    + " field of that name."),
                    list(
                            FIELDS,
                            "",
                            List.of(),
                            "The shape of a message: name=path each, the path as in the whole event,"
                                    + " dots in the name make objects. None: the whole event."),
                    Setting.choice(
                            FORMAT,
                            List.of("json", "array", "lines"),
                            "json",
                            "json: one event a message; array, lines: up to 500 events a message, as"
                                    + " a JSON array or one line each."),
                    list(EVENTS, ALL_EVENTS, eventNames(), "Events it gets; * means all of them."),
                    Setting.choice(
                            PII,
                            PersonDetail.all(),
                            "hashed",
                            "How people are described: not at all, by SHA-256 hashes, or in plain"
                                    + " text."),
                    list(
                            REQUIRED_PURPOSES,
                            "",
                            Stream.of(Purpose.values()).map(Purpose::wire).toList(),
                            "Consent purposes without which nothing is sent; none by default."),
                    list(
                            STRIP_WHEN_DENIED,
                            "marketing,ad_user_data",
                            List.of("marketing", "ad_user_data", "none"),
                            "Denied purposes that take fields out; none takes out nothing."));

    private CamelSettings() {}

    private static Setting list(String name, String byDefault, List<String> allowed, String doc) {
        return new Setting(name, Setting.Type.LIST, false, false, byDefault, allowed, doc);
    }

    private static List<String> eventNames() {
        Stream<String> names = Arrays.stream(EventName.values()).map(EventName::wire);
        return Stream.concat(Stream.of(ALL_EVENTS), names).toList();
    }
}
