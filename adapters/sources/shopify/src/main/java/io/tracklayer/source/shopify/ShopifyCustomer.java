// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who bought, and who a customer is. Every part may be missing: apps see e-mail, phone, name and
 * address only with the matching levels of protected customer data access.
 */
final class ShopifyCustomer {
    private static final List<String> ADDRESSES =
            List.of("/billing_address", "/shipping_address", "/customer/default_address");

    private ShopifyCustomer() {}

    static void read(Builder builder, Tree order) {
        ShopifyText.read(
                builder, EventField.EMAIL, order, "/email", "/contact_email", "/customer/email");
        ShopifyText.read(builder, EventField.PHONE, order, "/phone", "/customer/phone");
        ShopifyText.id(order, "/customer/id", "/customer/admin_graphql_api_id")
                .ifPresent(id -> builder.read(EventField.EXTERNAL_ID, id, "/customer/id"));
        if (!emailMarketing(builder, order.at("/customer"))) {
            builder.readFrom(EventField.EMAIL_MARKETING, order, "/buyer_accepts_marketing");
        }
        namesAndPlaces(builder, order.at("/customer"), ADDRESSES.stream().map(order::at).toList());
    }

    /** A webhook whose whole body is the customer. */
    static void readAccount(Builder builder, Tree customer) {
        ShopifyText.read(builder, EventField.EMAIL, customer, "/email");
        ShopifyText.read(builder, EventField.PHONE, customer, "/phone");
        ShopifyText.id(customer, "/id", "/admin_graphql_api_id")
                .ifPresent(id -> builder.read(EventField.EXTERNAL_ID, id, "/id"));
        if (!emailMarketing(builder, customer)) {
            builder.readFrom(EventField.EMAIL_MARKETING, customer, "/accepts_marketing");
        }
        namesAndPlaces(builder, customer, List.of(customer.at("/default_address")));
    }

    static void readDevice(Builder builder, Tree order, ShopifyOrigin origin) {
        if (origin.buyersDevice()) {
            ShopifyText.read(
                    builder,
                    EventField.CLIENT_IP,
                    order,
                    "/client_details/browser_ip",
                    "/browser_ip");
            ShopifyText.read(builder, EventField.USER_AGENT, order, "/client_details/user_agent");
        }
    }

    /**
     * Admin API "CustomerEmailMarketingState"; who has not confirmed yet has not agreed or refused.
     *
     * @return whether it says anything, so that the checkout's box does not count
     */
    static boolean emailMarketing(Builder builder, Tree customer) {
        String pointer = "/email_marketing_consent/state";
        String state = ShopifyText.at(customer, pointer).orElse("").toLowerCase(Locale.ROOT);
        switch (state) {
            case "subscribed" ->
                    builder.read(EventField.EMAIL_MARKETING, true, customer.origin() + pointer);
            case "not_subscribed", "unsubscribed" ->
                    builder.read(EventField.EMAIL_MARKETING, false, customer.origin() + pointer);
            default -> {
                return state.equals("pending");
            }
        }
        return true;
    }

    private static void namesAndPlaces(Builder builder, Tree customer, List<Tree> places) {
        name(builder, Stream.concat(Stream.of(customer), places.stream()));
        List<Tree> addresses =
                places.stream()
                        .filter(address -> has(address, "/city", "/zip", "/country_code"))
                        .toList();
        addresses.stream().findFirst().ifPresent(address -> address(builder, address));
        phone(builder, addresses);
    }

    /** First and last name of the same person, not of two. */
    private static void name(Builder builder, Stream<Tree> people) {
        people.filter(person -> has(person, "/first_name", "/last_name"))
                .findFirst()
                .ifPresent(
                        person -> {
                            ShopifyText.read(builder, EventField.FIRST_NAME, person, "/first_name");
                            ShopifyText.read(builder, EventField.LAST_NAME, person, "/last_name");
                        });
    }

    /** All parts of one address, so that no town stands beside another town's postal code. */
    private static void address(Builder builder, Tree address) {
        ShopifyText.read(builder, EventField.STREET, address, "/address1");
        ShopifyText.read(builder, EventField.CITY, address, "/city");
        ShopifyText.read(builder, EventField.STATE, address, "/province_code", "/province");
        ShopifyText.read(builder, EventField.POSTAL_CODE, address, "/zip");
        ShopifyText.read(builder, EventField.COUNTRY, address, "/country_code");
    }

    /** A national number is read with the event's country, so another country's is left out. */
    private static void phone(Builder builder, List<Tree> addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        Optional<String> country = country(addresses.get(0));
        addresses.stream()
                .filter(address -> country(address).equals(country))
                .forEach(address -> ShopifyText.read(builder, EventField.PHONE, address, "/phone"));
    }

    private static Optional<String> country(Tree address) {
        return ShopifyText.at(address, "/country_code");
    }

    private static boolean has(Tree tree, String... pointers) {
        return Stream.of(pointers).anyMatch(pointer -> ShopifyText.at(tree, pointer).isPresent());
    }
}
