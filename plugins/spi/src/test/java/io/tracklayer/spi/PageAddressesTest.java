// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageAddressesTest {
    @Test
    void onlyThePlatformsOwnClickIdsStay() {
        String address = "https://shop.example/p?a=1&FBCLID=f&ttclid=t#gclid=g";
        assertEquals(
                Optional.of("https://shop.example/p?a=1&FBCLID=f&ttclid=#gclid="),
                PageAddresses.keeping("fbclid").clean(address));
        assertEquals(
                Optional.of("https://shop.example/p?a=1&FBCLID=&ttclid=t#gclid="),
                PageAddresses.keeping("ttclid").clean(address));
    }

    @Test
    void addressesOfPeopleAreTakenOutHoweverTheyAreEncoded() {
        PageAddresses pages = PageAddresses.keeping();
        assertEquals(
                Optional.of("http://shop.example/?m=&n=x"),
                pages.clean("http://shop.example/?m=anna%2540example%252Ecom&n=x"));
        assertTrue(PageAddresses.holdsEmail("anna@example.com"));
        assertFalse(PageAddresses.holdsEmail("shoes @ home"));
    }

    @Test
    void whatIsNoPageIsLeftOut() {
        assertEquals(Optional.empty(), PageAddresses.keeping().clean("javascript:alert(1)"));
    }

    /** Platforms refuse an event, some the whole request, for a page that is no address. */
    @ParameterizedTest
    @CsvSource({
        "HTTPS://Shop.example/A, https://Shop.example/A",
        "https://shop.example/red shirt?q=a b#c d, https://shop.example/red%20shirt?q=a%20b#c%20d",
        "' https://shop.example/ ', https://shop.example/"
    })
    void aSloppyAddressBecomesOneThatPlatformsTake(String given, String cleaned) {
        assertEquals(Optional.of(cleaned), PageAddresses.keeping().clean(given));
    }

    @Test
    void whatHasNoHostIsNoAddress() {
        assertEquals(Optional.empty(), PageAddresses.keeping().clean("https://"));
        assertEquals(Optional.empty(), PageAddresses.keeping().clean("https:///path"));
    }
}
