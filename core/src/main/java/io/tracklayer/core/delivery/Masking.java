// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes secrets and e-mail addresses out of everything that is kept of an exchange. Done before
 * storage, so nothing can leak later.
 */
public final class Masking {
    /** Stands for what was taken out. */
    public static final String MASK = "•••";

    private static final int LONGEST_BODY = 64 * 1024;
    private static final int LONGEST_ADDRESS = 320;
    private static final int LONGEST_NAME = 64;
    private static final int SHORTEST_SECRET = 4;
    private static final int SHORTEST_BASE64 = 8;
    private static final int BEGINNING = 12;
    private static final Pattern EMAIL =
            Pattern.compile(
                    "([A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{0,63}(?=(?:@|%40)[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,})");
    private static final Pattern HASH =
            Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])");
    private static final Set<String> ALWAYS_SECRET =
            Set.of(
                    "authorization",
                    "cookie",
                    "set-cookie",
                    "proxy-authorization",
                    "access-token",
                    "x-api-key");

    private final List<String> secrets;

    /** Masks these secrets, longest first so that none hides part of another. */
    public Masking(Collection<String> secrets) {
        this.secrets =
                secrets.stream()
                        .filter(secret -> secret.length() >= SHORTEST_SECRET)
                        .distinct()
                        .flatMap(Masking::forms)
                        .distinct()
                        .sorted((a, b) -> b.length() - a.length())
                        .toList();
    }

    /** Masks the secrets of a destination and what its request carries in secret fields. */
    static Masking of(Settings settings, PlatformRequest request) {
        List<String> secrets = new ArrayList<>(settings.secrets());
        Stream.concat(request.headers().stream(), request.query().stream())
                .filter(Field::secret)
                .forEach(
                        field -> {
                            String value = field.value();
                            secrets.add(value);
                            secrets.add(value.substring(value.indexOf(' ') + 1));
                        });
        return new Masking(secrets);
    }

    /** Text without secrets and with e-mail addresses shortened, cut at 64 KiB. */
    public String text(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return addresses(cut(masked));
    }

    /**
     * A sentence about an exchange: as {@link #text}, without hashes, with which platforms name
     * buyers, and without beginnings of secrets, which are left where a platform or a plugin
     * shortened what it quotes.
     */
    String sentence(String sentence) {
        String masked = HASH.matcher(text(sentence)).replaceAll(MASK);
        for (String secret : secrets) {
            if (secret.length() > BEGINNING) {
                masked = withoutBeginnings(masked, secret);
            }
        }
        return masked;
    }

    private static String withoutBeginnings(String text, String secret) {
        String beginning = secret.substring(0, BEGINNING);
        StringBuilder masked = new StringBuilder();
        int done = 0;
        int at = text.indexOf(beginning);
        while (at >= 0) {
            masked.append(text, done, at).append(MASK);
            done = at + BEGINNING;
            int same = BEGINNING;
            while (done < text.length()
                    && same < secret.length()
                    && text.charAt(done) == secret.charAt(same)) {
                done++;
                same++;
            }
            at = text.indexOf(beginning, done);
        }
        return masked.append(text, done, text.length()).toString();
    }

    /**
     * Shortens e-mail addresses. Only what stands up to 64 characters before an at sign can begin
     * one, so the expression is not tried anywhere else: it would be, at length, on every character
     * of every body.
     */
    private static String addresses(String text) {
        int at = sign(text, 0);
        if (at < 0) {
            return text;
        }
        Matcher address = EMAIL.matcher(text).useTransparentBounds(true);
        StringBuilder masked = new StringBuilder(text.length());
        int done = 0;
        while (at >= 0) {
            int from = Math.max(done, at - LONGEST_NAME);
            int last = at;
            int next = sign(text, at + 1);
            while (next >= 0 && next - LONGEST_NAME <= last) {
                last = next;
                next = sign(text, next + 1);
            }
            address.region(from, last);
            while (address.find()) {
                masked.append(text, done, address.end(1)).append(MASK);
                done = address.end();
            }
            at = next;
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** Where the next at sign is, plain or as in an address line, or -1. */
    private static int sign(String text, int from) {
        int plain = text.indexOf('@', from);
        int encoded = text.indexOf("%40", from);
        return plain < 0 || encoded < 0 ? Math.max(plain, encoded) : Math.min(plain, encoded);
    }

    /** Cuts where neither an e-mail address nor a character is torn in two. */
    private static String cut(String text) {
        if (text.length() <= LONGEST_BODY) {
            return text;
        }
        int end = LONGEST_BODY;
        while (end > LONGEST_BODY - LONGEST_ADDRESS && inWord(text.charAt(end - 1))) {
            end--;
        }
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "… (cut)";
    }

    private static boolean inWord(char c) {
        return Character.isLetterOrDigit(c) || "._%+-@".indexOf(c) >= 0;
    }

    /** The address with its query, secret parameters masked. */
    public String url(PlatformRequest request) {
        String query =
                request.query().stream()
                        .map(
                                field ->
                                        encode(field.name())
                                                + "="
                                                + (field.secret() ? MASK : encode(field.value())))
                        .collect(Collectors.joining("&"));
        return text(query.isEmpty() ? request.url() : request.url() + "?" + query);
    }

    /** Request headers. */
    public Map<String, String> headers(List<Field> headers) {
        Map<String, String> masked = new LinkedHashMap<>();
        headers.forEach(
                field ->
                        masked.put(
                                field.name(), value(field.name(), field.value(), field.secret())));
        return masked;
    }

    /** Answer headers. */
    public Map<String, String> headers(Map<String, List<String>> headers) {
        Map<String, String> masked = new LinkedHashMap<>();
        headers.forEach(
                (name, values) -> masked.put(name, value(name, String.join(", ", values), false)));
        return masked;
    }

    private String value(String name, String value, boolean secret) {
        boolean hide = secret || ALWAYS_SECRET.contains(name.toLowerCase(Locale.ROOT));
        return hide ? MASK : text(value);
    }

    /** A secret as it may stand in an address, in JSON and inside of Base64 text. */
    private static Stream<String> forms(String secret) {
        String json = StrictJson.writeText(secret);
        return Stream.of(
                        Stream.of(secret, encode(secret), encode(secret).replace("+", "%20")),
                        Stream.of(json.substring(1, json.length() - 1)),
                        IntStream.range(0, 3)
                                .mapToObj(before -> base64(secret, before))
                                .filter(form -> form.length() >= SHORTEST_BASE64)
                                .flatMap(
                                        form ->
                                                Stream.of(
                                                        form,
                                                        form.replace('+', '-').replace('/', '_'))))
                .flatMap(forms -> forms);
    }

    /** The Base64 characters that depend on the secret alone when bytes stand before it. */
    private static String base64(String secret, int before) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        return text.substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
