// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The body of an answer, in the forms of v3, of v2 and of the gateway before both. */
final class RedditReply {
    private static final int LONGEST_TEXT = 300;
    private static final Pattern PROCESSED =
            Pattern.compile("(?i)processed (\\d{1,6}) conversion event");
    private static final Pattern INDEX = Pattern.compile("events[.\\[]?(\\d{1,4})");
    private static final Pattern NUMBER = Pattern.compile("\\d{3}");
    private static final Pattern TYPE_ERROR = Pattern.compile("(?i)json error|unexpected type");

    /** What an answer may repeat of a person, and what stands in its place. */
    private static final List<Mask> PERSONAL =
            List.of(
                    mask("(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])", "(hash)"),
                    mask("[^\\s\"'<>@]{1,64}@[^\\s\"'<>@,;]{1,190}", "(e-mail)"),
                    mask(
                            "(?:\\d{13}\\.)?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
                            "(browser)"),
                    mask(
                            "\\d{1,3}(?:\\.\\d{1,3}){3}|(?:[0-9a-fA-F]{1,4}:){2,7}[0-9a-fA-F:]{0,20}",
                            "(address)"),
                    mask("\\+?\\d[\\d ()-]{5,20}\\d", "(number)"));

    private final PlatformAnswer answer;
    private final Tree body;

    RedditReply(PlatformAnswer answer) {
        this.answer = answer;
        this.body = Tree.root(answer.json());
    }

    /** How many events Reddit says it took. */
    Optional<Integer> processed() {
        return message()
                .map(PROCESSED::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)));
    }

    /** Whether it has one of Reddit's error shapes, whatever the status. */
    boolean failed() {
        return !body.at("/error").members().isEmpty()
                || !body.each("/invalid_events").isEmpty()
                || body.find("/success").filter(Boolean.FALSE::equals).isPresent();
    }

    /** The status an error names in its body. */
    Optional<Integer> errorStatus() {
        return body.text("/error/code").filter(NUMBER.asMatchPredicate()).map(Integer::valueOf);
    }

    boolean unauthorized() {
        return reason().filter("UNAUTHORIZED"::equals).isPresent();
    }

    /** Whether Reddit could not read a member, which it reports as if the token were at fault. */
    boolean typeError() {
        return TYPE_ERROR.matcher(start(answer.text())).find();
    }

    /** Reddit's own word, else the status. */
    String code() {
        return reason().or(() -> errorStatus().map(number -> "http_" + number))
                .map(RedditReply::shown)
                .orElse("http_" + answer.status());
    }

    /** What Reddit says, without personal data, or this. */
    String textOr(String sentence) {
        String joined =
                Stream.of(
                                message().stream(),
                                body.text("/error/explanation").stream(),
                                fields().stream().map(RedditReply::fieldText),
                                echoes().stream().map(Echo::text))
                        .flatMap(part -> part)
                        .filter(part -> !part.isBlank())
                        .distinct()
                        .collect(Collectors.joining("; "));
        return joined.isEmpty() ? sentence : shown(joined);
    }

    /** What is wrong per event number, as far as the fields Reddit names have one. */
    Map<Integer, String> byIndex() {
        Map<Integer, String> found = new LinkedHashMap<>();
        for (Tree field : fields()) {
            Matcher index = INDEX.matcher(field.text("/field").orElse(""));
            if (index.find()) {
                found.merge(
                        Integer.valueOf(index.group(1)),
                        shown(fieldText(field)),
                        (one, other) -> shown(one + "; " + other));
            }
        }
        return found;
    }

    /** The events Reddit repeats because something is wrong with them. */
    List<Echo> echoes() {
        return body.each("/invalid_events").stream().map(Echo::of).toList();
    }

    private List<Tree> fields() {
        return body.each("/error/fields");
    }

    private static String fieldText(Tree field) {
        return Stream.of(field.text("/field"), field.text("/message"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(": "));
    }

    private Optional<String> message() {
        return body.text("/data/message")
                .or(() -> body.text("/message"))
                .or(() -> body.text("/error/message"));
    }

    private Optional<String> reason() {
        return body.text("/error/reason");
    }

    private static String start(String text) {
        return text.substring(0, Math.min(4 * LONGEST_TEXT, text.length()));
    }

    /** Whatever Reddit wrote, without what could be personal. */
    private static String shown(String text) {
        String masked = start(text);
        for (Mask mask : PERSONAL) {
            masked = mask.pattern().matcher(masked).replaceAll(mask.word());
        }
        return masked.substring(0, Math.min(LONGEST_TEXT, masked.length()));
    }

    private static Mask mask(String regex, String word) {
        return new Mask(Pattern.compile(regex), word);
    }

    private record Mask(Pattern pattern, String word) {}

    /**
     * An event that Reddit repeats.
     *
     * @param conversionId by which it is found, possibly empty
     * @param type Reddit's tracking type in the spelling of v3, else empty
     * @param text what is wrong with it, without personal data
     */
    record Echo(String conversionId, String type, String text) {
        static Echo of(Tree tree) {
            return new Echo(
                    tree.text("/event/metadata/conversion_id")
                            .or(() -> tree.text("/event/event_metadata/conversion_id"))
                            .orElse(""),
                    tree.text("/event/type/tracking_type").orElse(""),
                    shown(tree.text("/error_message").orElse("Reddit refused the event")));
        }
    }
}
