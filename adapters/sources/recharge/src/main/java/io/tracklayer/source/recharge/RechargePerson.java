// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Who pays. The customer key is the shop's, because Recharge's own means nothing elsewhere. */
final class RechargePerson {
    /** API version 2021-01 writes countries out. */
    private static final Map<String, String> COUNTRIES = countries();

    private RechargePerson() {}

    /** The person of a charge, subscription or customer, or whom it was asked to bring along. */
    static void read(Builder builder, RechargeMessage message) {
        Tree subject = message.subject();
        List<Tree> people =
                List.of(subject.at("/customer"), subject, message.body().at("/customer"));
        for (Tree person : people) {
            RechargeText.read(builder, EventField.EMAIL, person, "/email");
            RechargeText.id(person, "/external_customer_id/ecommerce", "/shopify_customer_id")
                    .ifPresent(id -> builder.read(EventField.EXTERNAL_ID, id, person.origin()));
        }
        List<Tree> addresses =
                Stream.of("/billing_address", "/shipping_address")
                        .map(subject::at)
                        .filter(address -> RechargeText.at(address, "/city", "/zip").isPresent())
                        .toList();
        name(builder, Stream.concat(people.stream(), addresses.stream()).toList());
        addresses.stream().findFirst().ifPresent(address -> address(builder, address));
        people.forEach(person -> RechargeText.read(builder, EventField.PHONE, person, "/phone"));
    }

    /** First and last name of the same person, not of two. */
    private static void name(Builder builder, List<Tree> people) {
        people.stream()
                .filter(one -> RechargeText.at(one, "/first_name", "/last_name").isPresent())
                .findFirst()
                .ifPresent(
                        one -> {
                            RechargeText.read(builder, EventField.FIRST_NAME, one, "/first_name");
                            RechargeText.read(builder, EventField.LAST_NAME, one, "/last_name");
                        });
    }

    /** All parts of one address, so that no town stands beside another town's postal code. */
    private static void address(Builder builder, Tree address) {
        RechargeText.read(builder, EventField.STREET, address, "/address1");
        RechargeText.read(builder, EventField.CITY, address, "/city");
        RechargeText.read(builder, EventField.STATE, address, "/province_code", "/province");
        RechargeText.read(builder, EventField.POSTAL_CODE, address, "/zip");
        RechargeText.read(builder, EventField.PHONE, address, "/phone");
        RechargeText.at(address, "/country_code", "/country")
                .map(country -> COUNTRIES.getOrDefault(country.toLowerCase(Locale.ROOT), country))
                .ifPresent(code -> builder.read(EventField.COUNTRY, code, address.origin()));
    }

    private static Map<String, String> countries() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            String name = new Locale("", code).getDisplayCountry(Locale.ENGLISH);
            codes.put(name.toLowerCase(Locale.ROOT), code);
        }
        return Map.copyOf(codes);
    }
}
