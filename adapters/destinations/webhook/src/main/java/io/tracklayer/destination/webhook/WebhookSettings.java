// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.document.PersonDetail;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Everything an operator can set for one endpoint. */
final class WebhookSettings {
    static final String URL = "url";
    static final String SECRET = "secret";
    static final String PREVIOUS_SECRETS = "previous-secrets";
    static final String EVENTS = "events";
    static final String PII = "pii";
    static final String REQUIRED_PURPOSES = "required-purposes";
    static final String STRIP_WHEN_DENIED = "strip-when-denied";
    static final String RETRY_4XX = "retry-4xx";
    static final String HEADERS = "headers";
    static final String AUTHORIZATION = "authorization";
    static final String ALLOW_HTTP = "allow-http";

    static final String ALL_EVENTS = "*";

    static final List<Setting> ALL =
            List.of(
                    Setting.required(
                            URL,
                            Setting.Type.URL,
                            "Address every message is posted to; https unless allow-http is set."),
                    Setting.secret(
                            SECRET,
                            "Current signing secret: whsec_ and the base64 of 24 to 64 bytes."),
                    new Setting(
                            PREVIOUS_SECRETS,
                            Setting.Type.LIST,
                            false,
                            true,
                            "",
                            List.of(),
                            "At most 3 older signing secrets, newest first, that also sign while"
                                    + " receivers change over."),
                    list(
                            EVENTS,
                            ALL_EVENTS,
                            eventNames(),
                            "Events the endpoint gets; * means all of them."),
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
                            "Denied purposes that take fields out of the message; none takes out"
                                    + " nothing."),
                    Setting.optional(
                            RETRY_4XX,
                            Setting.Type.FLAG,
                            "true",
                            "Whether a message refused with a 4xx status is tried again; false"
                                    + " gives up at once."),
                    new Setting(
                            HEADERS,
                            Setting.Type.LIST,
                            false,
                            false,
                            "",
                            List.of(),
                            "Further request headers, each as \"Name: value\"; masked in records."),
                    Setting.optionalSecret(
                            AUTHORIZATION,
                            "Value of an Authorization header, for endpoints that ask for one."),
                    Setting.optional(
                            ALLOW_HTTP,
                            Setting.Type.FLAG,
                            "false",
                            "Whether url may be plain http, which anybody on the way can read."));

    private WebhookSettings() {}

    private static Setting list(String name, String byDefault, List<String> allowed, String doc) {
        return new Setting(name, Setting.Type.LIST, false, false, byDefault, allowed, doc);
    }

    private static List<String> eventNames() {
        Stream<String> names = Arrays.stream(EventName.values()).map(EventName::wire);
        return Stream.concat(Stream.of(ALL_EVENTS), names).toList();
    }
}
