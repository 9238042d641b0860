// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestFixTest {
    /** How the door and the sources turn a request away: the call, then the code. */
    private static final Pattern TURNED_AWAY =
            Pattern.compile(
                    "(?:Rejected|MalformedInputException|UnusableMessageException|Refusal|REJECTED,"
                            + "|\\w*[rR]efused?|\\w*[rR]eject|malformed|mismatch)"
                            + "\\(?\\s*(?:\\d{3},\\s*)?\"([a-z0-9]+(?:_[a-z0-9]+)+)\"");

    @Test
    void everyReasonOfTheDoorAndTheSourcesHasAFixOfItsOwn() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String folder : new String[] {"src/main", "../adapters/sources"}) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.map(Path::toString)
                        .filter(name -> name.endsWith(".java") && name.contains("main"))
                        .forEach(name -> codes.addAll(codes(name)));
            }
        }

        assertTrue(codes.containsAll(Set.of("bad_signature", "not_ga4", "jq_failed")), "" + codes);
        codes.removeIf(RequestFix::knows);
        assertEquals(Set.of(), codes);
    }

    private static Set<String> codes(String file) {
        try {
            Set<String> codes = new TreeSet<>();
            Matcher code = TURNED_AWAY.matcher(Files.readString(Path.of(file)));
            while (code.find()) {
                codes.add(code.group(1));
            }
            return codes;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void aReasonThatNamesItsFieldHasTheFixOfItsKind() {
        assertTrue(RequestFix.of("missing_field:order_id").contains("left out a field"));
        assertTrue(RequestFix.of("missing_scope:import").contains("that scope"));
        assertNotEquals("", RequestFix.of("a_plugin_s_own"));
    }
}
