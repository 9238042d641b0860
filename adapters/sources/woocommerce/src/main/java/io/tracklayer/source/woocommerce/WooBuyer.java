// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who bought. Guests have no customer id. The second name of each member is that of old webhooks.
 */
final class WooBuyer {
    private static final List<String> ADDRESSES =
            List.of("/billing", "/billing_address", "/shipping", "/shipping_address");

    private WooBuyer() {}

    /**
     * @param id where the shop's customer id stands
     */
    static void read(Builder builder, Tree tree, String id) {
        WooText.id(tree, id)
                .ifPresent(
                        known -> builder.read(EventField.EXTERNAL_ID, known, tree.origin() + id));
        WooText.read(
                builder,
                EventField.EMAIL,
                tree,
                "/billing/email",
                "/billing_address/email",
                "/email");
        name(builder, tree);
        ADDRESSES.stream()
                .map(tree::at)
                .filter(address -> has(address, "/city", "/postcode", "/country"))
                .findFirst()
                .ifPresent(address -> address(builder, tree, address));
    }

    /** First and last name of the same person, not of two. */
    private static void name(Builder builder, Tree tree) {
        Stream.concat(ADDRESSES.stream().map(tree::at), Stream.of(tree))
                .filter(person -> has(person, "/first_name", "/last_name"))
                .findFirst()
                .ifPresent(
                        person -> {
                            WooText.read(builder, EventField.FIRST_NAME, person, "/first_name");
                            WooText.read(builder, EventField.LAST_NAME, person, "/last_name");
                        });
    }

    /** All parts of one address, so that no town stands beside another town's postal code. */
    private static void address(Builder builder, Tree tree, Tree address) {
        WooText.read(builder, EventField.STREET, address, "/address_1");
        WooText.read(builder, EventField.CITY, address, "/city");
        state(builder, address);
        WooText.read(builder, EventField.POSTAL_CODE, address, "/postcode");
        WooText.read(builder, EventField.COUNTRY, address, "/country");
        phone(builder, tree, WooText.at(address, "/country"));
    }

    /** For some countries WooCommerce writes {@code DE-BY}, of which the platforms know BY. */
    private static void state(Builder builder, Tree address) {
        String country = WooText.at(address, "/country").orElse("") + "-";
        WooText.at(address, "/state")
                .map(code -> code.startsWith(country) ? code.substring(country.length()) : code)
                .ifPresent(
                        code -> builder.read(EventField.STATE, code, address.origin() + "/state"));
    }

    /** A national number is read with the event's country, so another country's is left out. */
    private static void phone(Builder builder, Tree tree, Optional<String> country) {
        ADDRESSES.stream()
                .map(tree::at)
                .filter(address -> WooText.at(address, "/country").equals(country))
                .forEach(address -> WooText.read(builder, EventField.PHONE, address, "/phone"));
    }

    private static boolean has(Tree tree, String... pointers) {
        return Stream.of(pointers).anyMatch(pointer -> WooText.at(tree, pointer).isPresent());
    }
}
