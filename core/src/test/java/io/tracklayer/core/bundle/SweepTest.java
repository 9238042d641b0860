// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.spi.identity.Sha256;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials of operators, which no bundle knows, wherever a sender or a platform wrote them. */
class SweepTest {
    private static final String TOKEN = "tlo_Zm9vYmFyYmF6cXV4cXV1eGNvcmdl-_9";
    private static final String HASH =
            "pbkdf2-sha256$600000$AAECAwQFBgcICQoLDA0ODw==$eqfBD4kZCzazWxiQCJeHOp2Rek5cf7sXy7EGEwtD6lU=";

    private final Redaction redaction = new Redaction();

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, HASH})
    void aTokenOrPasswordHashOfAnOperatorIsTakenOutInEveryForm(String secret) {
        String base64 =
                Base64.getEncoder()
                        .encodeToString(("{\"x\":\"" + secret).getBytes(StandardCharsets.UTF_8));
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        assertEquals("say [redacted 1] now", swept("say " + secret + " now"));
        assertEquals("(\"[redacted 1]\")", swept("(\"" + secret + "\")"));
        assertFalse(swept("https://s.example/" + encoded + "?t=" + encoded).contains(encoded));
        assertFalse(swept("a=" + encoded + "&b=1").contains(encoded));
        assertFalse(swept(base64).contains(base64.substring(12, 40)));
    }

    @Test
    void whatIsKeptOfATokenIsTakenOutToo() {
        assertEquals("[redacted 1]", swept(Sha256.of(TOKEN).hex()));
    }

    @Test
    void whatOnlyLooksLikeOneStays() {
        for (String harmless : new String[] {"tlo_short", "pbkdf2-sha256", "atlo_is a word"}) {
            assertEquals(harmless, swept(harmless));
        }
    }

    private String swept(String text) {
        return redaction.text("here", text);
    }
}
