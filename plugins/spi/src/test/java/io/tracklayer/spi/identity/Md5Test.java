// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class Md5Test {
    private static final String HEX = "ac572296ab671985cafca2c7bb4d9e1d";

    @Test
    void theUtf8BytesAreHashed() {
        assertEquals(HEX, Md5.of("müller@exämple.de").hex());
    }

    @Test
    void aHashInAnyCaseIsRecognisedAndNothingElse() {
        assertEquals(Optional.of(new Md5(HEX)), Md5.recognise(" " + HEX.toUpperCase() + " "));
        assertEquals(Optional.empty(), Md5.recognise(HEX + HEX));
        assertEquals(Optional.empty(), Md5.recognise("müller@exämple.de"));
    }

    @Test
    void whatIsNoHashIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Md5("x"));
    }
}
