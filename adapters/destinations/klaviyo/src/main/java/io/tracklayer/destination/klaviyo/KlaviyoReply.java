// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One of the errors of an answer. Its text may repeat what was sent and is safe to show here.
 *
 * @param status HTTP status the error names, if it does
 * @param code Klaviyo's word, possibly empty
 * @param text title and detail without personal data, possibly empty
 * @param pointer the place of the request that is at fault, possibly empty
 * @param parameter the header or parameter that is at fault, possibly empty
 */
record KlaviyoReply(
        Optional<Integer> status, String code, String text, String pointer, String parameter) {
    private static final int LONGEST_TEXT = 300;
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d{2}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s\"'<>@]{1,64}@[^\\s\"'<>@,;]{1,190}");
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "\\d{1,3}(?:\\.\\d{1,3}){3}|(?:[0-9a-fA-F]{1,4}:){2,7}[0-9a-fA-F:]{0,20}");
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d[\\d ()-]{5,20}\\d");
    private static final Pattern KEY = Pattern.compile("pk_[0-9A-Za-z_]{6,}");

    static List<KlaviyoReply> of(Tree body) {
        return body.each("/errors").stream().map(KlaviyoReply::read).toList();
    }

    private static KlaviyoReply read(Tree error) {
        return new KlaviyoReply(
                error.text("/status").filter(STATUS.asMatchPredicate()).map(Integer::valueOf),
                error.text("/code").filter(WORD.asMatchPredicate()).orElse(""),
                said(error),
                error.text("/source/pointer").orElse(""),
                error.text("/source/parameter").or(() -> error.text("/source/header")).orElse(""));
    }

    /** Whether the header {@code revision} is what Klaviyo complains about. */
    boolean aboutRevision() {
        return parameter.equalsIgnoreCase("revision")
                || code.contains("revision")
                || pointer.isEmpty() && text.toLowerCase(Locale.ROOT).contains("revision");
    }

    boolean about(String member) {
        return pointer.endsWith("/" + member);
    }

    private static String said(Tree error) {
        String title = error.text("/title").orElse("");
        String detail = error.text("/detail").orElse("");
        return shown(title.isEmpty() || detail.isEmpty() ? title + detail : title + " " + detail);
    }

    private static String shown(String text) {
        String cut = text.substring(0, Math.min(4 * LONGEST_TEXT, text.length()));
        String keyless = KEY.matcher(cut).replaceAll("(key)");
        String unmailed = EMAIL.matcher(keyless).replaceAll("(e-mail)");
        String located = ADDRESS.matcher(unmailed).replaceAll("(address)");
        String plain = NUMBER.matcher(located).replaceAll("(number)");
        return plain.substring(0, Math.min(LONGEST_TEXT, plain.length()));
    }
}
