// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import io.tracklayer.spi.identity.Sha256;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes personal data and secrets out of texts and keeps account of it. Equal values get equal
 * numbers, so that a reader sees that a platform was sent what the shop gave without seeing it. Not
 * thread-safe; one for each bundle.
 */
final class Redaction {
    private static final int SHORTEST_VALUE = 3;
    private static final int SHORTEST_SECRET = 4;

    /** Each text is searched for all of them, and senders choose how many there are. */
    private static final int MOST_VALUES = 2_000;

    /** A shorter value may be a part of a word that is nobody's. */
    private static final int UNMISTAKABLE = 6;

    private static final Pattern PHONE = Pattern.compile("[+0][\\d ()/.-]{6,}");
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> hashes = new HashSet<>();
    private final Map<Integer, Taken> account = new TreeMap<>();
    private final Set<String> values = new LinkedHashSet<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private final Set<String> unlearnt = new HashSet<>();
    private Pattern known = NOTHING;
    private boolean learnt;

    /** What was taken out under one number: why, and where it stood. */
    record Taken(Set<String> reasons, Set<String> places) {
        private Taken() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>());
        }
    }

    /** From then on the secret is taken out of every text. */
    void learnSecret(String secret) {
        String value = secret.strip();
        if (value.length() >= SHORTEST_SECRET && secrets.add(value)) {
            learnt = true;
            account(number(value)).reasons.add("secret of the configuration");
        }
    }

    /** From then on the value, and its SHA-256, are taken out of every text. */
    void learn(String reason, Object personal) {
        String value = String.valueOf(personal).strip();
        if (value.length() < SHORTEST_VALUE || !values.add(value)) {
            return;
        }
        learnt = true;
        int number = number(value);
        account(number).reasons.add(reason);
        String digits = value.replaceAll("\\D", "");
        if (PHONE.matcher(value).matches()) {
            values.add(digits);
            numbers.putIfAbsent(digits, number);
        }
        Stream.of(value, value.toLowerCase(Locale.ROOT), digits)
                .map(form -> Sha256.of(form).hex())
                .forEach(
                        hash -> {
                            numbers.putIfAbsent(hash, number);
                            hashes.add(hash);
                        });
    }

    /** The same of all that is somebody's in a body, or none of it when that is too much. */
    void learnBody(String body, Set<Object> personal) {
        if (values.size() + personal.size() > MOST_VALUES) {
            unlearnt.add(body);
        } else {
            personal.forEach(value -> learn("a person's, in a request", value));
        }
    }

    /** Whether a body must not be shown, since it holds more than could be learnt. */
    boolean unlearnt(String body) {
        return unlearnt.contains(body);
    }

    /** Stands for the whole value, whatever it is. */
    String whole(String place, String reason, Object value) {
        String text = String.valueOf(value).strip();
        if (text.isEmpty()) {
            return "";
        }
        int number = number(text);
        account(number).reasons.add(reason);
        account(number).places.add(place);
        boolean hash = hashes.contains(text.toLowerCase(Locale.ROOT));
        return "[redacted " + number + (hash ? " as SHA-256]" : "]");
    }

    /** The text without any value that was learnt and without what looks like personal data. */
    String text(String place, String text) {
        return new Sweep(this, place).of(text);
    }

    /** Finds all values and secrets that were learnt, in any case. */
    Pattern known() {
        if (learnt) {
            List<String> forms = new ArrayList<>(forms(secrets, false));
            forms.addAll(forms(values, true));
            known =
                    Pattern.compile(
                            String.join("|", forms),
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            learnt = false;
        }
        return known;
    }

    /** What was taken out, by number. */
    Map<Integer, Taken> account() {
        return account;
    }

    private static List<String> forms(Collection<String> values, boolean words) {
        return values.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .flatMap(value -> Stream.of(value, value.replace(' ', '+')).distinct())
                .map(value -> words ? whole(value) : Pattern.quote(value))
                .collect(Collectors.toList());
    }

    private static String whole(String value) {
        String quoted = Pattern.quote(value);
        return value.length() >= UNMISTAKABLE
                ? quoted
                : "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])";
    }

    private int number(String value) {
        return numbers.computeIfAbsent(
                value.toLowerCase(Locale.ROOT),
                unseen -> {
                    int next = account.size() + 1;
                    account.put(next, new Taken());
                    return next;
                });
    }

    private Taken account(int number) {
        return account.get(number);
    }
}
