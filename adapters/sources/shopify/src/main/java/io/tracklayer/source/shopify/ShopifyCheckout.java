// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code checkouts/create} and {@code checkouts/update}: the whole checkout, sent again at every
 * change. Each step counts once, when it is first seen to be reached.
 */
record ShopifyCheckout() implements ShopifyReaders.Reader {

    @Override
    public List<Decoded> read(ShopifyMessage message) {
        Optional<String> token = ShopifyText.token(message.body(), "/token");
        if (token.isEmpty()) {
            return List.of(
                    new Decoded.Rejected(
                            "missing_checkout_token",
                            "The checkout has no usable \"token\". Add it to the fields the webhook subscription includes."));
        }
        return ShopifyFilter.checkOrigin(message)
                .map(List::of)
                .orElseGet(() -> steps(message, token.get()));
    }

    private static List<Decoded> steps(ShopifyMessage message, String token) {
        List<Decoded> reached = new ArrayList<>();
        for (Step step : Step.values()) {
            if (step.reached(message) && message.first("checkout:" + token + ":" + step.suffix)) {
                reached.add(new Decoded.Happened(observe(message, token, step)));
            }
        }
        return reached.isEmpty()
                ? List.of(
                        new Decoded.Ignored(
                                "nothing_new",
                                "The checkout reached no step that was not told before."))
                : reached;
    }

    private static Observation observe(ShopifyMessage message, String token, Step step) {
        Tree checkout = message.body();
        ShopifyNoteAttributes attributes = ShopifyNoteAttributes.of(checkout);
        ShopifyOrigin origin = ShopifyOrigin.of(checkout);
        Builder builder =
                Observation.of(step.event)
                        .derivedEventId("chk_" + token + "_" + step.suffix)
                        .test(ShopifyFilter.test(message))
                        .timing(message.time(List.of(step.time)))
                        .consent(attributes.consent(message.shop().marketingCoversAds()));
        origin.actionSource().ifPresent(builder::actionSource);
        message.identify(builder, step.suffix);
        builder.read(EventField.CHECKOUT_TOKEN, token, "/token");
        ShopifyMoney money = ShopifyMoney.ofOrder(checkout, message.shop().presentment());
        new ShopifySale(money, false).read(builder, checkout);
        ShopifyCustomer.read(builder, checkout);
        ShopifyCustomer.readDevice(builder, checkout, origin);
        new ShopifyPages(message.shop().shopDomain()).read(builder, checkout);
        attributes.read(builder);
        builder.properties(message.delay(), "");
        return builder.build();
    }

    /** What a buyer does on the way, each by what the checkout then holds. */
    private enum Step {
        STARTED(EventName.CHECKOUT_STARTED, "started", "/created_at") {
            @Override
            boolean reached(ShopifyMessage message) {
                return message.topic().equals("checkouts/create");
            }
        },
        CONTACT(EventName.CONTACT_INFO_SUBMITTED, "contact", "/updated_at") {
            @Override
            boolean reached(ShopifyMessage message) {
                return Stream.of("/email", "/phone", "/sms_marketing_phone")
                        .anyMatch(pointer -> ShopifyText.at(message.body(), pointer).isPresent());
            }
        },
        SHIPPING(EventName.SHIPPING_INFO_SUBMITTED, "shipping", "/updated_at") {
            @Override
            boolean reached(ShopifyMessage message) {
                return !message.body().each("/shipping_lines").isEmpty()
                        || !message.body().at("/shipping_line").members().isEmpty();
            }
        };

        private final EventName event;
        private final String suffix;
        private final String time;

        Step(EventName event, String suffix, String time) {
            this.event = event;
            this.suffix = suffix;
            this.time = time;
        }

        abstract boolean reached(ShopifyMessage message);
    }
}
