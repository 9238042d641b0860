// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines as the pixel tells them. Amounts are numbers in the buyer's currency, read as decimals.
 *
 * @param shop the shop's own address, to complete a product's path with; empty when not known
 */
record ShopifyPixelLines(Optional<String> shop) {
    /** More than any currency has; the host rounds unit prices to the currency. */
    private static final int DECIMALS = 10;

    /** Of a checkout: after its discounts. */
    List<Map<String, Object>> ofCheckout(Tree checkout) {
        return checkout.each("/lineItems").stream().map(this::ofCheckoutLine).toList();
    }

    /** Of a cart, or of what came into it or went. */
    Map<String, Object> ofCartLine(Tree line) {
        Map<String, Object> item = product(line.at("/merchandise"));
        Optional<BigDecimal> pieces = pieces(line);
        Optional<BigDecimal> each =
                amount(line, "/cost/totalAmount").flatMap(total -> each(total, pieces));
        put(item, "price", each.or(() -> amount(line, "/merchandise/price")));
        line.find("/quantity").ifPresent(quantity -> item.put("quantity", quantity));
        return item;
    }

    /** Of a product that is shown. */
    Map<String, Object> ofVariant(Tree variant) {
        Map<String, Object> item = product(variant);
        put(item, "price", amount(variant, "/price"));
        return item;
    }

    /** An amount when one can compute with it. */
    static Optional<BigDecimal> amount(Tree tree, String money) {
        return tree.find(money + "/amount").flatMap(ShopifyMoney::computable);
    }

    private Map<String, Object> ofCheckoutLine(Tree line) {
        Map<String, Object> item = product(line.at("/variant"));
        ShopifyText.at(line, "/title").ifPresent(title -> item.putIfAbsent("name", title));
        line.find("/quantity").ifPresent(quantity -> item.put("quantity", quantity));
        Optional<BigDecimal> list = amount(line, "/variant/price");
        Optional<BigDecimal> net =
                amount(line, "/finalLinePrice")
                        .flatMap(total -> each(total, pieces(line)))
                        .or(() -> list.flatMap(price -> lessDiscounts(line, price)));
        put(item, "price", net.or(() -> list));
        net.flatMap(price -> list.map(whole -> whole.subtract(price)))
                .filter(off -> off.signum() > 0)
                .ifPresent(off -> put(item, "discount", Optional.of(off)));
        return item;
    }

    private static Optional<BigDecimal> lessDiscounts(Tree line, BigDecimal price) {
        BigDecimal off =
                line.each("/discountAllocations").stream()
                        .flatMap(allocation -> amount(allocation, "/amount").stream())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return each(off, pieces(line)).map(price::subtract).filter(net -> net.signum() >= 0);
    }

    private static Optional<BigDecimal> pieces(Tree line) {
        return line.find("/quantity")
                .flatMap(ShopifyMoney::computable)
                .filter(pieces -> pieces.signum() > 0);
    }

    private static Optional<BigDecimal> each(BigDecimal total, Optional<BigDecimal> pieces) {
        return pieces.map(count -> ShopifyMoney.each(total, count, DECIMALS));
    }

    private Map<String, Object> product(Tree variant) {
        Map<String, Object> item = new LinkedHashMap<>();
        ShopifyText.pixelId(variant, "/id").ifPresent(id -> item.put("variantId", id));
        ShopifyText.pixelId(variant, "/product/id").ifPresent(id -> item.put("productId", id));
        text(item, "sku", variant, "/sku");
        text(item, "name", variant, "/product/title");
        text(item, "variant", variant, "/title");
        text(item, "brand", variant, "/product/vendor");
        text(item, "category", variant, "/product/type");
        address(variant, "/product/url").ifPresent(url -> item.put("url", url));
        address(variant, "/image/src").ifPresent(url -> item.put("imageUrl", url));
        return item;
    }

    private Optional<String> address(Tree variant, String pointer) {
        return ShopifyText.at(variant, pointer)
                .flatMap(
                        url ->
                                url.startsWith("//")
                                        ? Optional.of("https:" + url)
                                        : url.startsWith("/")
                                                ? shop.map(host -> host + url)
                                                : Optional.of(url));
    }

    private static void text(Map<String, Object> item, String key, Tree tree, String pointer) {
        ShopifyText.at(tree, pointer).ifPresent(text -> item.put(key, text));
    }

    private static void put(Map<String, Object> item, String key, Optional<BigDecimal> amount) {
        amount.ifPresent(value -> item.put(key, plain(value)));
    }

    private static String plain(BigDecimal amount) {
        BigDecimal bare = amount.stripTrailingZeros();
        return bare.setScale(Math.max(0, bare.scale())).toPlainString();
    }
}
