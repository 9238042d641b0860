// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Verification;
import io.tracklayer.spi.Verification.Authentic;
import io.tracklayer.spi.Verification.Refused;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An HMAC over the raw body, with or without id and time of the message.
 *
 * @param algorithm {@code sha256}, {@code sha1} or {@code sha512}
 * @param encoding {@code hex} or {@code base64}
 * @param header that holds it, lower case; several signatures stand between spaces
 * @param prefix before each signature
 * @param signed what is signed, {@code {body}}, {@code {id}} and {@code {timestamp}} standing for
 *     themselves
 * @param timeHeader that holds the time in seconds since 1970, or empty
 * @param idHeader that holds the message's id, or empty
 * @param pairs names of signature and time when the header holds pairs such as {@code t=1,v1=ab};
 *     empty otherwise
 * @param tolerance how far the time may be off
 * @param keyEncoding {@code text}, {@code hex} or {@code base64}: how the key stands in the secret
 */
record Signature(
        String algorithm,
        String encoding,
        String header,
        String prefix,
        String signed,
        String timeHeader,
        String idHeader,
        Map<String, String> pairs,
        Duration tolerance,
        String keyEncoding)
        implements Proof {
    private static final Pattern PART = Pattern.compile("\\{(body|timestamp|id)}");
    private static final int MOST_CANDIDATES = 20;

    @Override
    public Verification judge(InboundRequest request, List<String> secrets) {
        Optional<String> value = request.header(header);
        if (value.isEmpty()) {
            return refused(
                    "missing_signature",
                    "The request has no header \""
                            + header
                            + "\". Let the proxy in front pass it on, and have the sender sign its requests.");
        }
        List<byte[]> candidates = candidates(value.get());
        if (candidates.isEmpty()) {
            return refused(
                    "undecodable_signature",
                    "The header \""
                            + header
                            + "\" holds no signature in the form that the mapping's \"verify\" describes.");
        }
        Optional<String> time = time(request, value.get());
        Optional<Verification> untimely =
                signed.contains("{timestamp}") ? untimely(request, time) : Optional.empty();
        if (untimely.isPresent()) {
            return untimely.get();
        }
        byte[] content = content(request, time.orElse(""));
        return fits(content, candidates, secrets)
                ? new Authentic("hmac-" + algorithm)
                : refused(
                        "bad_signature",
                        "The signature fits none of the configured secrets. Correct \"secret\", compare \"verify\" with the sender's documents, and let nothing change the body on the way.");
    }

    @Override
    public Set<String> headers() {
        Set<String> names = new TreeSet<>(List.of(header, timeHeader, idHeader));
        names.remove("");
        return names;
    }

    @Override
    public Optional<String> problem(List<String> secrets) {
        boolean unreadable = secrets.stream().anyMatch(secret -> key(secret).length == 0);
        return Proof.super
                .problem(secrets)
                .or(
                        () ->
                                unreadable
                                        ? Optional.of(
                                                "a secret is not the "
                                                        + keyEncoding
                                                        + " that the mapping's \"verify\" wants; copy it as the sender shows it")
                                        : Optional.empty());
    }

    private boolean fits(byte[] content, List<byte[]> candidates, List<String> secrets) {
        boolean fits = false;
        for (String secret : secrets) {
            byte[] right = sign(content, key(secret));
            for (byte[] candidate : candidates) {
                fits |= MessageDigest.isEqual(right, candidate);
            }
        }
        return fits;
    }

    private List<byte[]> candidates(String value) {
        List<byte[]> decoded = new ArrayList<>();
        List<String> written =
                pairs.isEmpty()
                        ? Arrays.asList(value.strip().split("\\s+"))
                        : members(value, pairs.get("signature"));
        written.stream()
                .limit(MOST_CANDIDATES)
                .filter(text -> text.startsWith(prefix))
                .forEach(text -> decode(text.substring(prefix.length())).ifPresent(decoded::add));
        return decoded;
    }

    private static List<String> members(String value, String name) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .toList();
    }

    private Optional<byte[]> decode(String text) {
        try {
            return Optional.of(
                    encoding.equals("hex")
                            ? HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT))
                            : Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }

    private Optional<String> time(InboundRequest request, String value) {
        return pairs.containsKey("timestamp")
                ? members(value, pairs.get("timestamp")).stream().findFirst()
                : request.header(timeHeader).filter(text -> !timeHeader.isEmpty());
    }

    private Optional<Verification> untimely(InboundRequest request, Optional<String> time) {
        Optional<Instant> signedAt =
                time.filter(text -> text.matches("\\d{9,11}"))
                        .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
        if (signedAt.isEmpty()) {
            return Optional.of(
                    refused(
                            "missing_timestamp",
                            "The request does not say when it was signed, in seconds since 1970. Compare \"verify\" with the sender's documents."));
        }
        Duration off = Duration.between(signedAt.get(), request.receivedAt()).abs();
        return off.compareTo(tolerance) <= 0
                ? Optional.empty()
                : Optional.of(
                        refused(
                                "timestamp_out_of_window",
                                "The request was signed "
                                        + off.toSeconds()
                                        + " seconds away from now, more than the mapping allows. Set the clock right, or widen \"tolerance\" when the sender repeats old requests as they were."));
    }

    private byte[] content(InboundRequest request, String time) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        Matcher part = PART.matcher(signed);
        int end = 0;
        while (part.find()) {
            content.writeBytes(bytes(signed.substring(end, part.start())));
            content.writeBytes(
                    switch (part.group(1)) {
                        case "body" -> request.raw();
                        case "timestamp" -> bytes(time);
                        default -> bytes(request.header(idHeader).orElse(""));
                    });
            end = part.end();
        }
        content.writeBytes(bytes(signed.substring(end)));
        return content.toByteArray();
    }

    private byte[] key(String secret) {
        try {
            return switch (keyEncoding) {
                case "hex" -> HexFormat.of().parseHex(secret.toLowerCase(Locale.ROOT));
                case "base64" -> Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
                default -> bytes(secret);
            };
        } catch (IllegalArgumentException unreadable) {
            return new byte[0];
        }
    }

    private byte[] sign(byte[] content, byte[] key) {
        if (key.length == 0) {
            return key;
        }
        String name = "Hmac" + algorithm.toUpperCase(Locale.ROOT);
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key, name));
            return mac.doFinal(content);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static Refused refused(String code, String sentence) {
        return new Refused(401, code, sentence);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
