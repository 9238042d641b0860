// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.decide.ReasonCode;
import io.tracklayer.core.delivery.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MeaningsTest {
    private static final Path DESTINATIONS = Path.of("../adapters/destinations");

    /** A code beside the sentence that explains it. */
    private static final Pattern EXPLAINED =
            Pattern.compile("\"([a-z]+(?:_[a-z]+)+)\"\\s*,\\s*\"[A-Z]");

    private static final Pattern SKIP_TABLE =
            Pattern.compile("\\| Skip \\|[^\\n]*\\n((?:\\|.*\\n)+)");
    private static final Pattern CODE = Pattern.compile("`([a-z]+(?:_[a-z]+)*)(?::[^`]*)?`");

    /** Words beside sentences that are no codes. */
    private static final Set<String> NO_CODES =
            Set.of(
                    "action_source",
                    "awin_source",
                    "custom_source",
                    "event_name",
                    "page_view_id",
                    "partner_name",
                    "tracking_type",
                    "validation_behavior",
                    "view_content");

    @ParameterizedTest
    @EnumSource(ReasonCode.class)
    void everyReasonOfTheNodeHasAMeaning(ReasonCode reason) {
        assertTrue(Meanings.of(reason.wire()).isPresent(), reason.wire());
    }

    @Test
    void everyCodeThatADestinationSkipsByHasAMeaning() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(DESTINATIONS)) {
            files.filter(file -> file.toString().contains("src/main/java"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> add(codes, EXPLAINED, read(file)));
        }
        try (Stream<Path> folders = Files.list(DESTINATIONS)) {
            folders.map(folder -> folder.resolve("README.md"))
                    .filter(Files::exists)
                    .forEach(file -> fromTable(codes, read(file)));
        }
        codes.removeAll(NO_CODES);
        assertTrue(codes.size() > 50, codes.toString());
        assertTrue(codes.contains("purchase_sent_when_placed"), codes.toString());

        codes.removeIf(code -> Meanings.of(code).isPresent());

        assertEquals(Set.of(), codes);
    }

    private static void fromTable(Set<String> codes, String readme) {
        Matcher table = SKIP_TABLE.matcher(readme);
        if (table.find()) {
            table.group(1).lines().forEach(row -> add(codes, CODE, row.split("\\|")[1]));
        }
    }

    private static void add(Set<String> codes, Pattern pattern, String text) {
        pattern.matcher(text).results().map(found -> found.group(1)).forEach(codes::add);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "consent_denied:marketing, CONSENT_DENIED",
        "consent_unknown:ad_user_data, CONSENT_UNKNOWN",
        "http_400, PLATFORM_REJECTED",
        "http_401, SECRET_REFUSED",
        "http_404, SETTING_REFUSED",
        "http_410, SETTING_REFUSED",
        "http_413, PLATFORM_REJECTED",
        "http_429, THROTTLED",
        "http_503, PLATFORM_DOWN",
        "connect_failed, UNREACHABLE",
        "tls, NOT_SECURE",
        "timeout, PLATFORM_DOWN",
        "unreadable_answer, ANSWERED_BY_ANOTHER",
        "no_click_id, CLICK_ID_MISSING",
        "plugin_suspended, PLUGIN_FAILED",
        "rate_window, BACKLOG"
    })
    void aCodeStandsForItsCause(String code, Cause cause) {
        assertEquals(cause, Meanings.of(code).orElseThrow().cause());
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH_HOLD, SECRET_REFUSED",
        "CONFIG_HOLD, SETTING_REFUSED",
        "THROTTLED, THROTTLED",
        "THROTTLED_LONG, THROTTLED",
        "RATE_WINDOW, BACKLOG",
        "PLUGIN_SUSPENDED, PLUGIN_FAILED",
        "OPERATOR, PAUSED"
    })
    void aPauseStandsForItsCause(Pause.Kind kind, Cause cause) {
        assertEquals(cause, PauseMeanings.of(kind).cause());
    }

    @ParameterizedTest
    @CsvSource({"190, SECRET_REFUSED", "answered_by_another, ANSWERED_BY_ANOTHER"})
    void whoAnsweredCountsBeforeWhatWasSaid(String code, Cause cause) {
        Instant now = Instant.EPOCH;
        Pause pause = new Pause(Pause.Kind.AUTH_HOLD, code, "refused", now, now, "");
        assertEquals(cause, PauseMeanings.of(pause).cause());
    }

    @ParameterizedTest
    @CsvSource({
        "unknown_write_key, KEY_UNKNOWN",
        "unknown_store, KEY_UNKNOWN",
        "origin_not_allowed, ORIGIN_REFUSED",
        "rate_limited, RATE_LIMITED",
        "bad_signature, SIGNATURE_REFUSED",
        "bad_bearer, SIGNATURE_REFUSED",
        "missing_field:value, REJECTED"
    })
    void aRequestTurnedAwayStandsForItsCauseAndSaysWhatToDo(String reason, Cause cause) {
        Meaning meaning = RequestMeanings.of(reason);
        assertEquals(cause, meaning.cause());
        assertEquals(RequestFix.of(reason), meaning.next());
    }

    @Test
    void aStrangersCodeHasNoMeaningAndAcceptedIsFine() {
        assertTrue(Meanings.of("moon_in_pisces").isEmpty());
        assertTrue(Meanings.of("http_teapot").isEmpty());
        assertTrue(Meanings.of("accepted").orElseThrow().fine());
        assertFalse(Meanings.of("delivered_unconfirmed").orElseThrow().fine());
    }
}
