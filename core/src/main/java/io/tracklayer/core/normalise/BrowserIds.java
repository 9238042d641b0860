// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.EventField;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes identifiers out of the cookie forms they are kept in. */
final class BrowserIds {
    private static final int LONGEST = 1024;
    private static final Pattern GA_CLIENT =
            Pattern.compile("(?:GA\\d+\\.[\\d-]+\\.)?(\\d{1,20}\\.\\d{1,20})");
    private static final Pattern GA_SESSION_OLD =
            Pattern.compile("GS1\\.[^.]*\\.(\\d{1,20})\\.(\\d{1,9})\\..*");
    private static final Pattern GA_SESSION_NEW = Pattern.compile("GS2\\.[^.]*\\.(.+)");
    private static final Pattern GCL_OLD = Pattern.compile("(?:GCL|1)\\.(\\d{9,11})\\.([^.$]+)");
    private static final Pattern GCL_NEW = Pattern.compile("2\\.1\\.k([^$]+)\\$i(\\d{9,11}).*");
    private static final Pattern UET = Pattern.compile("_uet([0-9a-f]{32})");
    // Link templates whose macro was never filled in.
    private static final Pattern MACRO = Pattern.compile("\\{.*}|__.*__|%.*%|\\[.*]");

    private BrowserIds() {}

    /** A Google Analytics client id from {@code _ga} or as it is. */
    static Optional<String> gaClientId(String raw) {
        Matcher matcher = GA_CLIENT.matcher(raw);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** A Google Analytics session id from {@code _ga_*} of either generation, or bare digits. */
    static Optional<String> gaSessionId(String raw) {
        if (raw.matches("\\d{1,20}")) {
            return Optional.of(raw);
        }
        Matcher old = GA_SESSION_OLD.matcher(raw);
        return old.matches() ? Optional.of(old.group(1)) : newSessionPart(raw, 's');
    }

    /** The session number beside a session id, when the cookie has one. */
    static Optional<Long> gaSessionNumber(String raw) {
        Matcher old = GA_SESSION_OLD.matcher(raw);
        return (old.matches() ? Optional.of(old.group(2)) : newSessionPart(raw, 'o'))
                .map(Long::valueOf);
    }

    /**
     * A click id, bare or in its cookie form; empty for unfilled macros, absurd lengths and what no
     * address can carry.
     */
    static Optional<ClickId> clickId(EventField field, String raw) {
        Canonical text = Texts.text(raw);
        if (!raw.equals(text.value()) || raw.length() > LONGEST || MACRO.matcher(raw).matches()) {
            return Optional.empty();
        }
        Matcher gclNew = GCL_NEW.matcher(raw);
        if (gclNew.matches()) {
            return Optional.of(new ClickId(gclNew.group(1), seconds(gclNew.group(2)), null));
        }
        Matcher gclOld = GCL_OLD.matcher(raw);
        if (gclOld.matches()) {
            return Optional.of(new ClickId(gclOld.group(2), seconds(gclOld.group(1)), null));
        }
        Matcher uet = UET.matcher(raw);
        if (field == EventField.MSCLKID && uet.matches()) {
            return Optional.of(new ClickId(uet.group(1), null, null));
        }
        return Optional.of(new ClickId(raw, null, null));
    }

    private static Optional<String> newSessionPart(String raw, char letter) {
        Matcher session = GA_SESSION_NEW.matcher(raw);
        if (!session.matches()) {
            return Optional.empty();
        }
        for (String part : session.group(1).split("\\$")) {
            if (part.matches(letter + "\\d{1,18}")) {
                return Optional.of(part.substring(1));
            }
        }
        return Optional.empty();
    }

    private static Instant seconds(String digits) {
        return Instant.ofEpochSecond(Long.parseLong(digits));
    }
}
