// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** A person as text. */
final class IdentityReport {
    private IdentityReport() {}

    static void print(PrintWriter out, JsonNode identity) {
        out.println(
                "person "
                        + identity.path("id").asText()
                        + " of merchant "
                        + identity.path("merchant").asText());
        for (JsonNode person : identity.path("persons")) {
            out.println(
                    "  "
                            + person.path("kind").asText()
                            + " "
                            + person.path("person").asText()
                            + ", last seen "
                            + person.path("last_seen").asText());
            for (JsonNode key : person.path("keys")) {
                out.println(
                        "    "
                                + key.path("kind").asText()
                                + " "
                                + key.path("label").asText()
                                + (key.path("shared").asBoolean() ? " (shared)" : ""));
            }
        }
        for (JsonNode join : identity.path("joins")) {
            out.println(
                    "  join " + join.path("id").asText() + ": " + join.path("sentence").asText());
        }
        for (JsonNode id : identity.path("ids")) {
            out.println(
                    "  "
                            + id.path("field").asText()
                            + " "
                            + id.path("value").asText()
                            + " seen "
                            + id.path("seen").asText()
                            + " "
                            + id.path("landing").asText()
                            + (id.path("used").asBoolean() ? "" : " (too old)"));
        }
    }
}
