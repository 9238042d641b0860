// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a destination is, declared as data so that host, console and documentation read the same
 * facts.
 *
 * @param id lower-case id, e.g. {@code meta}; also the {@code plugin} an operator names in a
 *     destination file
 * @param title what people call the platform
 * @param apiVersion the platform's API version spoken, with its expiry where one is known
 * @param settings all settings; every one must be used
 * @param purposes purposes that must be granted for anything to be sent, unless {@link
 *     Destination#purposes} says otherwise
 * @param limits bounds of one request and of an event's age
 * @param redelivery what happens after a failed attempt
 * @param failureMode whether one bad record fails the whole request
 * @param correctionMode what the platform can do about refunds
 * @param resendWindow how long the platform recognises a repeated record as the same; zero when it
 *     never does
 * @param testMode how test traffic is marked
 * @param auth how the platform is authenticated
 * @param badSecretVisible whether the platform's answers reveal a wrong secret
 * @param maturity how far it has been proven
 */
public record DestinationDescriptor(
        String id,
        String title,
        String apiVersion,
        List<Setting> settings,
        Set<Purpose> purposes,
        Limits limits,
        RedeliveryPolicy redelivery,
        FailureMode failureMode,
        CorrectionMode correctionMode,
        Duration resendWindow,
        TestMode testMode,
        Auth auth,
        boolean badSecretVisible,
        Maturity maturity) {

    public DestinationDescriptor {
        Objects.requireNonNull(id, "id");
        settings = List.copyOf(settings);
        purposes = Set.copyOf(purposes);
    }

    /** How a platform treats a request with one bad record. */
    public enum FailureMode {
        /** One bad record fails all; the culprit is not named. */
        ALL_OR_NOTHING,
        /** One bad record fails all; the answer names it by index. */
        INDEXED,
        /** Each record has its own verdict. */
        PER_RECORD
    }

    /** What a platform can do about money given back. */
    public enum CorrectionMode {
        /** Nothing. */
        NONE,
        /** It takes a refund event. */
        EVENT,
        /**
         * It takes a new absolute value for the order. The host sends the events of an order one
         * after the other unless the operator says otherwise.
         */
        RESTATE,
        /** It takes a retraction of the whole order. */
        RETRACT
    }

    /** How test traffic is marked. */
    public enum TestMode {
        NONE,
        /** A member of the body. */
        BODY,
        /** A query parameter. */
        QUERY,
        /** Another address. */
        ENDPOINT
    }

    /** How a platform is authenticated. */
    public enum Auth {
        NONE,
        /** A token in a header or the body. */
        TOKEN,
        /** A secret in the query. */
        QUERY_SECRET,
        /** A signature over the request. */
        SIGNATURE,
        /** An access token the host gets with {@link Destination#tokenGrant}. */
        OAUTH
    }

    /** How far a destination has been proven. */
    public enum Maturity {
        EXPERIMENTAL,
        BETA,
        /** Contract suite passed, exact requests checked against documents, README complete. */
        STABLE
    }
}
