// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Masking;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shell makes of a request written as a command; the shell is a real one. */
class CurlTest {
    private static final String ALL_WORDS =
            "curl() { for word; do printf '%s\\0' \"$word\"; done; }\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's \"quoted\" `id` $(id) ${HOME} $HOME \\ \\n !! ; & | > /tmp/x # no",
                "two\nlines\tand\r\ncontrols \u0001\u001b[31m\u007f",
                "caf\u00e9 \u4e2d\u6587 \ud83d\ude80 right-to-left \u202e and zero width \u200b",
                "'",
                "''''\n'",
                "-leading @dash",
                "{\"a\":[1,{\"b\":\"c\"}]}",
                "ends with a backslash \\"
            })
    void aBodyIsOneWordWhateverItHolds(String body) throws Exception {
        List<String> words = words(row("https://p.example/x?a=[1]&b={2}", Map.of(), body));
        assertEquals(
                List.of(
                        "--globoff",
                        "--request",
                        "POST",
                        "--url",
                        "https://p.example/x?a=[1]&b={2}",
                        "--data-raw",
                        body),
                words);
    }

    @Test
    void secretsBecomeVariablesAndNothingElseIsExpanded() throws Exception {
        AttemptRow row =
                row(
                        "https://p.example/x?access_token=" + Masking.MASK + "&v=$(id)",
                        Map.of("Authorization", Masking.MASK, "X-Note", "'$(id)"),
                        "{\"token\": \"" + Masking.MASK + "\", \"em\": \"a" + Masking.MASK + "\"}");
        String command = Curl.of(row);
        assertTrue(command.contains("\"$META_EU_ACCESS_TOKEN\""), command);
        assertEquals(
                List.of(
                        "--globoff",
                        "--request",
                        "POST",
                        "--url",
                        "https://p.example/x?access_token=s e'c&v=$(id)",
                        "--header",
                        "Authorization: Bearer t",
                        "--header",
                        "X-Note: '$(id)",
                        "--data-raw",
                        "{\"token\": \"b\", \"em\": \"a" + Masking.MASK + "\"}"),
                words(
                        row,
                        "META_EU_ACCESS_TOKEN=\"s e'c\" META_EU_AUTHORIZATION='Bearer t'"
                                + " META_EU_TOKEN=b\n"));
        assertTrue(command.startsWith("# " + Masking.MASK + " stands for"), command);
    }

    @Test
    void aBodyThatIsNotKeptIsSaidSoAndLeftOut() {
        String command = Curl.of(row("https://p.example/", Map.of(), null));
        assertTrue(command.startsWith("# The body is no longer kept.\n"), command);
        assertFalse(command.contains("--data-raw"));
    }

    private static List<String> words(AttemptRow row) throws Exception {
        return words(row, "");
    }

    private static List<String> words(AttemptRow row, String before) throws Exception {
        Process bash =
                new ProcessBuilder("bash", "-c", ALL_WORDS + before + Curl.of(row))
                        .redirectErrorStream(true)
                        .start();
        bash.getOutputStream().close();
        String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(bash.waitFor(10, TimeUnit.SECONDS));
        return List.of(printed.split("\0"));
    }

    private static AttemptRow row(String url, Map<String, String> headers, String body) {
        Attempt like = Given.attempt("a", Given.NOON, "delivered");
        return new AttemptRow(
                "meta-eu",
                new Attempt(
                        "a",
                        like.startedAt(),
                        1,
                        "POST",
                        url,
                        headers,
                        body,
                        200,
                        Map.of(),
                        "",
                        "delivered",
                        "200",
                        "",
                        List.of()),
                List.of());
    }
}
