// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** That requests are well-formed, go where they should and fit. */
final class RequestChecks {
    private static final Set<Wire.Kind> EMPTY = EnumSet.of(Wire.Kind.NULL, Wire.Kind.EMPTY);
    private static final Set<String> METHODS = Set.of("POST", "GET");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]");
    private static final Set<String> OF_TRANSPORT =
            Set.of("host", "content-length", "transfer-encoding", "connection");

    private final Trials trials;

    RequestChecks(Trials trials) {
        this.trials = trials;
    }

    List<Check> checks() {
        return List.of(
                new Check("packs", "every record becomes a request", this::packs),
                new Check(
                        "well-formed",
                        "every body is what its content type says",
                        () -> each(this::wellFormed)),
                new Check(
                        "nothing-empty",
                        "nothing in a request is null or empty",
                        this::nothingEmpty),
                new Check(
                        "clean-fields",
                        "names and values of headers and parameters cannot break out",
                        () -> each(this::fields)),
                new Check(
                        "goes-to-endpoint",
                        "every request goes to the configured address",
                        () -> each(this::address)),
                new Check("fits", "every request of one record fits the limits", this::fits));
    }

    /** Looks at one request. */
    private interface Look {
        void at(Trial trial, String where, PlatformRequest request, List<Finding> findings);
    }

    private List<Finding> each(Look look) {
        List<Finding> findings = new ArrayList<>();
        for (Trial trial : trials.all()) {
            trial.requests().forEach((where, request) -> look.at(trial, where, request, findings));
        }
        return findings;
    }

    private List<Finding> packs() {
        List<Finding> findings = new ArrayList<>();
        for (Trial trial : trials.all()) {
            for (Run run : trial.runs()) {
                if (run.packFailed() != null) {
                    findings.add(
                            Finding.of(
                                    run.given().name(),
                                    run.where(),
                                    "pack fails: " + Failures.describe(run.packFailed()),
                                    "What cannot be packed must be skipped by map."));
                } else if (run.mapped().isPresent() && run.request() == null) {
                    findings.add(
                            Finding.of(
                                    run.given().name(),
                                    run.where(),
                                    "pack gives null",
                                    "Return a request."));
                }
            }
        }
        return findings;
    }

    private void wellFormed(
            Trial trial, String where, PlatformRequest request, List<Finding> findings) {
        String wrong = Wire.of(request).malformed();
        if (!METHODS.contains(request.method())) {
            wrong = "the method is " + request.method();
        } else if (request.method().equals("GET") && request.body().length > 0) {
            wrong = "a GET has a body";
        }
        if (!wrong.isEmpty()) {
            findings.add(
                    Finding.of(
                            "body",
                            where,
                            wrong,
                            "Send a POST of JSON or form fields in UTF-8, or a GET without body."));
        }
    }

    private List<Finding> nothingEmpty() {
        List<Finding> findings = new ArrayList<>();
        for (Trial trial : trials.all()) {
            for (Run run : trial.sent()) {
                run.leaves().stream()
                        .filter(leaf -> EMPTY.contains(leaf.kind()))
                        .map(leaf -> empty(run, leaf))
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    private static Finding empty(Run run, Wire.Leaf leaf) {
        String what = leaf.kind() == Wire.Kind.NULL ? "null" : "empty";
        return Finding.of(
                leaf.path(),
                run.where(),
                leaf.path() + " is " + what,
                "Leave out what is not known.");
    }

    private void fields(
            Trial trial, String where, PlatformRequest request, List<Finding> findings) {
        for (Field header : request.headers()) {
            boolean clean =
                    TOKEN.matcher(header.name()).matches()
                            && !CONTROL.matcher(header.value()).find()
                            && !NOT_ASCII.matcher(header.value()).find()
                            && !OF_TRANSPORT.contains(header.name().toLowerCase(Locale.ROOT));
            if (!clean) {
                findings.add(field(where, "header", header));
            }
        }
        for (Field parameter : request.query()) {
            if (parameter.name().isBlank()
                    || CONTROL.matcher(parameter.name() + parameter.value()).find()) {
                findings.add(field(where, "query parameter", parameter));
            }
        }
    }

    private static Finding field(String where, String kind, Field field) {
        return Finding.of(
                field.name(),
                where,
                "the "
                        + kind
                        + " \""
                        + field.name()
                        + "\" has characters it may not have, or belongs to the transport",
                "Names are HTTP tokens; values are printable ASCII in headers and without control characters in parameters.");
    }

    private void address(
            Trial trial, String where, PlatformRequest request, List<Finding> findings) {
        String setting = SettingsChecks.endpointOf(trials.destination().descriptor().settings());
        Optional<String> endpoint =
                Optional.ofNullable(setting).flatMap(name -> trial.settings().find(name));
        if (endpoint.filter(base -> !request.url().startsWith(base)).isPresent()) {
            findings.add(
                    Finding.of(
                            "address",
                            where,
                            "it goes to " + request.url() + " and not to " + endpoint.get(),
                            "Begin every address with the setting \"" + setting + "\"."));
        }
        if (!plain(request.url())) {
            findings.add(
                    Finding.of(
                            "address",
                            where,
                            "the address is malformed or has a query: " + request.url(),
                            "Encode what stands in the path and give parameters as query fields."));
        }
    }

    private static boolean plain(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private List<Finding> fits() {
        int most = trials.destination().descriptor().limits().maxBytes();
        List<Finding> findings = new ArrayList<>();
        for (Trial trial : trials.all()) {
            for (Run run : trial.sent()) {
                if (run.request().body().length > most) {
                    findings.add(
                            Finding.of(
                                    run.given().name(),
                                    run.where(),
                                    "the body has "
                                            + run.request().body().length
                                            + " bytes of at most "
                                            + most,
                                    "Cut texts, or skip an event that cannot be sent."));
                }
            }
        }
        return findings;
    }
}
