// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Observation.Timing;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Sha256;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One event as the pixel's sandbox tells it, and the {@code tl} our script adds to it. */
record ShopifyPixelMessage(InboundRequest request, Tree body, Settings settings) {
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,100}");

    static ShopifyPixelMessage of(InboundRequest request, Settings settings)
            throws MalformedInputException {
        Object body = request.json();
        if (!(body instanceof Map)) {
            throw new MalformedInputException(
                    "not_an_object", "the body must be one event of the pixel, a JSON object");
        }
        return new ShopifyPixelMessage(request, Tree.root(body), settings);
    }

    Optional<String> name() {
        return ShopifyText.at(body, "/name");
    }

    /** The pixel's own id of the event, or one made of its content; no webhook knows it. */
    String id() {
        return ShopifyText.at(body, "/id")
                .filter(id -> ID.matcher(id).matches())
                .orElseGet(
                        () ->
                                "px_"
                                        + HexFormat.of()
                                                .formatHex(Sha256.digest(request.raw()))
                                                .substring(0, 32));
    }

    Timing timing() {
        Object stated =
                body.find("/timestamp")
                        .filter(time -> time instanceof String || time instanceof Number)
                        .orElse(null);
        return new Timing(stated, null, true, stated == null ? "" : "/timestamp");
    }

    boolean marketingCoversAds() {
        return settings.flag(ShopifyPixelSource.COVERS_ADS);
    }

    boolean readsForms() {
        return settings.text(ShopifyPixelSource.FORMS).equals("send");
    }

    /** Who, where and with what, as far as it does not depend on the event. */
    void readSurroundings(Builder builder) {
        builder.timing(timing());
        builder.consent(ShopifyPixelSignals.consent(this));
        ShopifyPixelSignals.read(builder, this);
        ShopifyPixelPage.read(builder, this);
    }
}
