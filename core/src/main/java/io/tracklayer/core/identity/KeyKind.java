// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.spi.EventField;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What persons are recognised by, strongest first. */
public enum KeyKind {
    /** The merchant's customer key: a login. */
    EXTERNAL_ID(EventField.EXTERNAL_ID, Use.NAMES_CUSTOMER),
    /** E-mail address, hashed. */
    EMAIL(EventField.EMAIL, Use.NAMES_CUSTOMER),
    /** Telephone number, hashed. */
    PHONE(EventField.PHONE, Use.NAMES_CUSTOMER),
    /** A subscription of a store. */
    SUBSCRIPTION_ID(EventField.SUBSCRIPTION_ID, Use.TOKEN),
    /** An order of a store. */
    ORDER_ID(EventField.ORDER_ID, Use.TOKEN),
    /** A checkout of a store. */
    CHECKOUT_TOKEN(EventField.CHECKOUT_TOKEN, Use.SHORT_TOKEN),
    /** A cart of a store. */
    CART_TOKEN(EventField.CART_TOKEN, Use.SHORT_TOKEN),
    /** The first-party id of a browser. */
    ANONYMOUS_ID(EventField.ANONYMOUS_ID, Use.NAMES_BROWSER),
    /** Google's id of a browser. */
    GA_CLIENT_ID(EventField.GA_CLIENT_ID, Use.OF_BROWSER),
    /** Meta's id of a browser. */
    FBP(EventField.FBP, Use.OF_BROWSER);

    private static final Duration SHORT = Duration.ofDays(90);
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final EventField field;
    private final Use use;

    private enum Use {
        NAMES_CUSTOMER,
        TOKEN,
        SHORT_TOKEN,
        NAMES_BROWSER,
        OF_BROWSER
    }

    KeyKind(EventField field, Use use) {
        this.field = field;
        this.use = use;
    }

    /** Name in JSON, pages and on the command line, e.g. {@code checkout_token}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that name, or empty. */
    public static Optional<KeyKind> find(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }

    /** The field of events that holds it. */
    EventField field() {
        return field;
    }

    /** Whether it names a customer: a new one is a new person, joined to known ones by a row. */
    boolean namesCustomer() {
        return use == Use.NAMES_CUSTOMER;
    }

    /** Whether it only tells browsers apart, and says nothing about who sits before them. */
    boolean ofBrowser() {
        return use == Use.NAMES_BROWSER || use == Use.OF_BROWSER;
    }

    /** Whether consent is remembered under it too, for it names a customer or a browser. */
    boolean hasConsent() {
        return names() && this != PHONE;
    }

    /** Whether it is unique within one store only. */
    boolean ofStore() {
        return use == Use.TOKEN || use == Use.SHORT_TOKEN;
    }

    /** Whether it goes with its person and not before. */
    boolean names() {
        return namesCustomer() || use == Use.NAMES_BROWSER;
    }

    /**
     * When it goes unless it is seen again.
     *
     * @param ttl how long persons are kept
     */
    Instant expires(Instant seen, Duration ttl) {
        if (names()) {
            return NEVER;
        }
        boolean brief = use == Use.SHORT_TOKEN && SHORT.compareTo(ttl) < 0;
        return seen.plus(brief ? SHORT : ttl);
    }
}
