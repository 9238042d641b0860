// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

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
}
