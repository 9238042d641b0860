// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.Tree;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A verdict of Snapchat's, about a whole request or about one event of it. Its numbers are not
 * published and its texts may repeat what was sent.
 *
 * @param status upper case, empty when there is none
 * @param event the number Snapchat gives the event it complains about, if it names one
 * @param code the first of Snapchat's codes, empty when there is none
 * @param text what Snapchat says, without personal data, possibly empty
 */
record SnapchatReply(String status, Optional<Integer> event, String code, String text) {
    private static final int LONGEST_TEXT = 300;
    private static final Pattern INDEX = Pattern.compile("\\d{1,4}");
    private static final Pattern HASH =
            Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s\"'<>@]{1,64}@[^\\s\"'<>@,;]{1,190}");
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "\\d{1,3}(?:\\.\\d{1,3}){3}|(?:[0-9a-fA-F]{1,4}:){2,7}[0-9a-fA-F:]{0,20}");
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d[\\d ()-]{5,20}\\d");

    /** Reads a verdict; {@code code} and {@code text} are safe to show. */
    static SnapchatReply of(Tree verdict) {
        return new SnapchatReply(
                verdict.text("/status")
                        .map(said -> said.strip().toUpperCase(Locale.ROOT))
                        .orElse(""),
                verdict.text("/event").filter(INDEX.asMatchPredicate()).map(Integer::valueOf),
                verdict.text("/errors/codes/0").map(SnapchatReply::shown).orElse(""),
                said(verdict));
    }

    /** Whether Snapchat says yes. */
    boolean valid() {
        return status.equals("VALID") || status.equals("SUCCESS");
    }

    /** Whether Snapchat says no. */
    boolean invalid() {
        return status.equals("INVALID");
    }

    /** The text, or a sentence when Snapchat said nothing. */
    String textOr(String sentence) {
        return text.isEmpty() ? sentence : text;
    }

    /** Whatever Snapchat wrote, without what could be personal. */
    static String shown(String text) {
        String cut = text.substring(0, Math.min(4 * LONGEST_TEXT, text.length()));
        String unhashed = HASH.matcher(cut).replaceAll("(hash)");
        String unmailed = EMAIL.matcher(unhashed).replaceAll("(e-mail)");
        String located = ADDRESS.matcher(unmailed).replaceAll("(address)");
        String plain = NUMBER.matcher(located).replaceAll("(number)");
        return plain.substring(0, Math.min(LONGEST_TEXT, plain.length()));
    }

    private static String said(Tree verdict) {
        Stream<String> messages =
                verdict.each("/errors/error_msgs").stream()
                        .map(message -> String.valueOf(message.node()));
        String joined =
                Stream.of(
                                verdict.text("/reason").stream(),
                                messages,
                                verdict.text("/param").stream())
                        .flatMap(part -> part)
                        .distinct()
                        .collect(Collectors.joining("; "));
        return shown(joined);
    }
}
