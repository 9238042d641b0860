// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.TokenGrant;
import io.tracklayer.testkit.GivenDestination;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One instance of the destination and all it makes of the corpus. Thread-safe. */
final class Trial {
    private final Destination destination;
    private final Subject subject;
    private final Map<String, String> changes;
    private final String shown;
    private final Settings settings;
    private List<Run> runs;

    /**
     * Creates it.
     *
     * @param changes texts of settings that differ from those given
     * @param shown the changes as operators read them, secrets left out
     */
    Trial(
            Destination destination,
            Subject subject,
            Map<String, String> changes,
            String shown,
            Settings settings) {
        this.destination = destination;
        this.subject = subject;
        this.changes = Map.copyOf(changes);
        this.shown = shown;
        this.settings = settings;
    }

    Settings settings() {
        return settings;
    }

    /** Texts of settings that differ from those given. */
    Map<String, String> changes() {
        return changes;
    }

    /** What came of every case, made once. */
    synchronized List<Run> runs() {
        if (runs == null) {
            runs = Corpus.cases(subject).stream().map(this::run).toList();
        }
        return runs;
    }

    /** What comes of one case. */
    Run run(Case given) {
        String where = where(given.name());
        Mapping mapping;
        try {
            mapping = destination.map(given.event(), settings, given.context());
        } catch (Throwable failure) {
            return new Run(given, where, null, null, Failures.survivable(failure), null);
        }
        if (!(mapping instanceof Mapping.Send send) || send.platformRecord() == null) {
            return new Run(given, where, mapping, null, null, null);
        }
        try {
            List<PlatformRecord> alone = List.of(send.platformRecord());
            PlatformRequest request = destination.pack(alone, settings, given.context());
            return new Run(given, where, mapping, request, null, null);
        } catch (Throwable failure) {
            return new Run(given, where, mapping, null, null, Failures.survivable(failure));
        }
    }

    /** The runs that ended in a request. */
    List<Run> sent() {
        return runs().stream().filter(run -> run.request() != null).toList();
    }

    /** The runs that ended in a request, by batch key, keys in order of appearance. */
    Map<String, List<Run>> batches() {
        Map<String, List<Run>> byKey = new LinkedHashMap<>();
        for (Run run : sent()) {
            run.mapped()
                    .ifPresent(
                            mapped ->
                                    byKey.computeIfAbsent(mapped.batchKey(), k -> new ArrayList<>())
                                            .add(run));
        }
        return byKey;
    }

    /** The request of the connection check, empty when there is none or it failed. */
    Optional<PlatformRequest> probe() {
        try {
            Optional<PlatformRequest> probe = destination.probe(settings, GivenDestination.CONTEXT);
            return probe == null ? Optional.empty() : probe;
        } catch (Throwable failure) {
            Failures.survivable(failure);
            return Optional.empty();
        }
    }

    /** With what the host is to get an access token, secrets included; empty when with nothing. */
    String grant() {
        try {
            return destination.tokenGrant(settings).map(Trial::text).orElse("");
        } catch (Throwable failure) {
            return Failures.survivable(failure).toString();
        }
    }

    private static String text(TokenGrant grant) {
        if (grant instanceof TokenGrant.RefreshToken one) {
            return String.join(
                    " ", one.endpoint(), one.clientId(), one.clientSecret(), one.refreshToken());
        }
        return grant instanceof TokenGrant.ServiceAccount one
                ? one.endpoint() + " " + one.key() + " " + one.scopes()
                : grant.toString();
    }

    /** The purposes needed, or why they are not known. */
    String purposes() {
        try {
            return String.valueOf(destination.purposes(settings));
        } catch (Throwable failure) {
            return Failures.survivable(failure).toString();
        }
    }

    /** All requests with where they come from: those of the corpus and the connection check. */
    Map<String, PlatformRequest> requests() {
        Map<String, PlatformRequest> requests = new LinkedHashMap<>();
        sent().forEach(run -> requests.put(run.where(), run.request()));
        probe().ifPresent(request -> requests.put(where("connection check"), request));
        return requests;
    }

    /** A place in this trial, for texts. */
    String where(String what) {
        return shown.isEmpty() ? what : what + " (with " + shown + ")";
    }
}
