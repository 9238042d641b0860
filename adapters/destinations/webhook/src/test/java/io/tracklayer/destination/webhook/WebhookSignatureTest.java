// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
    private static final String BY_A = "v1,fQ6Biac4bJp/c46u53MFqsk43ylNidrcZLZ8THF5woM=";
    private static final String BY_B = "v1,mdd0uhXXVRLomMD/2ACXChpTdm4FKpmJkbqj2/PYIWg=";
    private static final byte[] BODY =
            utf8(
                    "{\"type\":\"purchase_placed\",\"timestamp\":\"2026-01-15T10:20:30.000Z\","
                            + "\"data\":{\"event_id\":\"ord_548291_purchase\"}}");

    @Test
    void theCurrentSecretSigns() {
        assertEquals(BY_A, signed(Given.SECRET_A));
    }

    @Test
    void thePreviousSecretSigns() {
        assertEquals(BY_B, signed(Given.SECRET_B));
    }

    @Test
    void duringARotationBothSignNewestFirst() {
        assertEquals(BY_A + " " + BY_B, signed(Given.SECRET_A, Given.SECRET_B));
    }

    @Test
    void theVectorThatTheReferenceLibrariesShareIsMet() {
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                WebhookSignature.header(
                        List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "1614265330",
                        utf8("{\"test\": 2432232314}")));
    }

    @ParameterizedTest
    @CsvSource({
        "whsk_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY, does not begin with whsec_",
        "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY, does not begin with whsec_",
        "whsec_AQIDBAUGBwgJCgsM-Q4PEBESExQVFhcY, is not base64",
        "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhc=, stands for 23 bytes"
    })
    void anUnusableSecretIsNamedWithoutShowingIt(String secret, String why) {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> signed(secret));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertFalse(refused.getMessage().contains("AQIDBA"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 64})
    void keysOf24To64BytesAreTaken(int bytes) {
        assertTrue(signed(secretOf(bytes)).startsWith("v1,"));
    }

    @Test
    void aKeyOf65BytesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> signed(secretOf(65)));
    }

    private static String signed(String... secrets) {
        return WebhookSignature.header(List.of(secrets), "msg_01JHTL5X9T6Q", "1768472431", BODY);
    }

    private static String secretOf(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
