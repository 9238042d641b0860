// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.TokenGrant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Destinations of platforms with ways of their own that are nothing wrong. */
final class HealthyToys {
    private HealthyToys() {}

    /** The good request with another body. */
    static PlatformRequest posting(Object body, PlatformRequest good, PackContext context) {
        return new PlatformRequest(
                good.method(), good.url(), good.query(), good.headers(), context.json(body));
    }

    /** A single order goes as it is, several go as a list deep inside. */
    public static final class AloneOrNested extends Toy {
        @Override
        public PlatformRequest pack(
                List<PlatformRecord> records, Settings settings, PackContext context) {
            List<Map<String, Object>> orders = records.stream().map(PlatformRecord::body).toList();
            Object body =
                    orders.size() == 1
                            ? orders.get(0)
                            : Map.of("data", Map.of("attributes", Map.of("orders", orders)));
            return posting(body, super.pack(records, settings, context), context);
        }
    }

    /** The platform takes an order once, so copies of it are left out of a batch. */
    public static final class OncePerOrder extends Toy {
        @Override
        Map<String, Object> body(Event event, Settings settings) {
            Map<String, Object> body = super.body(event, settings);
            event.text(EventField.ORDER_ID).ifPresent(order -> body.put("order", order));
            return body;
        }

        @Override
        public PlatformRequest pack(
                List<PlatformRecord> records, Settings settings, PackContext context) {
            Map<Object, PlatformRecord> once = new LinkedHashMap<>();
            records.forEach(one -> once.putIfAbsent(one.body().get("order"), one));
            return super.pack(List.copyOf(once.values()), settings, context);
        }
    }

    /** The host gets its access token. */
    public static final class Granting extends Toy {
        @Override
        List<Setting> moreSettings() {
            return List.of(
                    Setting.optionalSecret("refresh-token", "Refresh token of the operator."));
        }

        @Override
        public Optional<TokenGrant> tokenGrant(Settings settings) {
            return settings.find("refresh-token")
                    .map(
                            token ->
                                    new TokenGrant.RefreshToken(
                                            "https://toy.example/t", "toy", "s", token));
        }
    }
}
