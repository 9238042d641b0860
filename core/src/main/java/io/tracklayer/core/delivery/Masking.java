// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes secrets and e-mail addresses out of everything that is kept of an exchange. Done before
 * storage, so nothing can leak later.
 */
public final class Masking {
    /** Stands for what was taken out. */
    public static final String MASK = "•••";

    private static final int LONGEST_BODY = 64 * 1024;
    private static final int SHORTEST_SECRET = 4;
    private static final Pattern EMAIL =
            Pattern.compile(
                    "([A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{0,63}(?=(?:@|%40)[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,})");
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
                        .flatMap(secret -> java.util.stream.Stream.of(secret, encode(secret)))
                        .distinct()
                        .sorted((a, b) -> b.length() - a.length())
                        .toList();
    }

    /** Text without secrets and with e-mail addresses shortened, cut at 64 KiB. */
    public String text(String text) {
        String masked =
                text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) + "… (cut)" : text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return EMAIL.matcher(masked).replaceAll("$1" + MASK);
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
        boolean hide = secret || ALWAYS_SECRET.contains(name.toLowerCase(java.util.Locale.ROOT));
        return hide ? MASK : text(value);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
