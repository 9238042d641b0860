// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MaskingAddressesTest {
    /** What an address is, tried at every character. */
    private static final Pattern EVERYWHERE =
            Pattern.compile(
                    "([A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{0,63}(?=(?:@|%40)[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,})");

    private final Masking masking = new Masking(List.of());

    @Property
    void addressesAreFoundWhereTheExpressionFindsThemAnywhere(@ForAll("texts") String text) {
        assertEquals(EVERYWHERE.matcher(text).replaceAll("$1" + Masking.MASK), masking.text(text));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "jane",
                        "@",
                        "%40",
                        "shop.de",
                        "a.b+c",
                        " ",
                        "\"",
                        ".co",
                        "%",
                        "x".repeat(40));
        return pieces.list().ofMaxSize(14).map(list -> String.join("", list));
    }
}
