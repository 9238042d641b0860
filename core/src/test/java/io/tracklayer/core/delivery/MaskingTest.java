// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    private static final String SECRET = "CaNaRy+s3/cr€t \"9\"";

    private final Masking masking = new Masking(List.of(SECRET));

    static Stream<String> disguises() {
        String url = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return Stream.of(
                SECRET,
                url,
                url.replace("+", "%20"),
                SECRET.replace("\"", "\\\""),
                base64(SECRET),
                base64(":" + SECRET),
                base64("user:" + SECRET),
                base64("a:" + SECRET + "!"),
                base64("us:" + SECRET + "\r\n"),
                base64("key:" + SECRET).replace('+', '-').replace('/', '_').replace("=", ""));
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void aSecretIsFoundInEveryFormItCommonlyTakes(String disguise) {
        String masked = masking.text("before \"" + disguise + "\" after");
        assertTrue(masked.contains(Masking.MASK), masked);
        assertTrue(masked.startsWith("before \"") && masked.endsWith("\" after"), masked);
        assertTrue(longestCommon(disguise, masked) < 8, masked);
    }

    @Test
    void aSecretThatContainsAnotherDisappearsAsAWhole() {
        Masking both = new Masking(List.of("abcd", "abcd-efgh"));
        assertEquals("x ••• y ••• z", both.text("x abcd-efgh y abcd z"));
    }

    @ParameterizedTest
    @CsvSource({
        "Malformed access token EAAB1234567890abc (cut), Malformed access token ••• (cut)",
        "token EAAB12345678, token •••",
        "EAAB1234567890abcdefEAAB1234567890, ••••••",
        "EAAB1234 is too little to be one, EAAB1234 is too little to be one"
    })
    void theBeginningOfASecretInASentenceIsMaskedLikeTheWhole(String said, String masked) {
        assertEquals(masked, new Masking(List.of("EAAB1234567890abcdef")).sentence(said));
    }

    @Test
    void aHashThatAPlatformQuotesIsMaskedInASentence() {
        String hash = "725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7";
        assertEquals(
                "em[0] \"•••\" is unknown", masking.sentence("em[0] \"" + hash + "\" is unknown"));
        assertEquals("fbtrace_id a" + hash, masking.sentence("fbtrace_id a" + hash));
    }

    @Test
    void aSecretTooShortToBeOneDoesNotEatOrdinaryText() {
        assertEquals("a cat", new Masking(List.of("a", "cat", "")).text("a cat"));
    }

    @ParameterizedTest
    @CsvSource({
        "jane.doe@example.com, j•••@example.com",
        "jane.doe+promo%40example.com&x=1, j•••%40example.com&x=1",
        "<a@b.de>, <a•••@b.de>",
        "no @ address, no @ address",
        "user@localhost, user@localhost"
    })
    void anEmailAddressKeepsOneLetterAndItsDomain(String text, String masked) {
        assertEquals(masked, masking.text(text));
    }

    @Test
    void aLongBodyIsCutAt64KiB() {
        String masked = masking.text("x ".repeat(50_000));
        assertEquals("x ".repeat(32_768) + "… (cut)", masked);
        assertEquals("x ".repeat(32_768), masking.text("x ".repeat(32_768)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9, 14})
    void theCutLeavesNoPartOfASecretOrAnAddress(int before) {
        String filler = ",".repeat(65_536 - before);
        String secret = masking.text(filler + SECRET + " tail");
        assertFalse(secret.contains("Ca"), secret.substring(65_500));
        String address = masking.text(filler + "jane.doe@example.com and more");
        assertFalse(address.contains("ja"), address.substring(65_500));
    }

    @Test
    void theCutNeverTearsACharacterInTwo() {
        String masked = masking.text("x" + "😀".repeat(40_000));
        assertEquals(
                masked,
                new String(masked.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        assertTrue(masked.endsWith("… (cut)"));
    }

    @Test
    void anAddressShowsItsOpenParametersOnly() {
        PlatformRequest request =
                new PlatformRequest(
                        "POST",
                        "https://p.example/" + SECRET.replace(" ", "%20"),
                        List.of(
                                Field.open("id", "G-1 2"),
                                Field.secret("api_secret", "short"),
                                Field.open("copy", SECRET),
                                Field.open("em", "jane.doe@example.com")),
                        List.of(),
                        new byte[0]);
        String url = masking.url(request);
        assertTrue(url.endsWith("?id=G-1+2&api_secret=•••&copy=•••&em=j•••%40example.com"), url);
    }

    @Test
    void headersThatCarryCredentialsAreAlwaysMasked() {
        Map<String, String> masked =
                masking.headers(
                        List.of(
                                Field.open("Authorization", "Bearer unknown"),
                                Field.open("COOKIE", "sid=1"),
                                Field.open("X-Api-Key", "k"),
                                Field.secret("X-Custom", "hidden"),
                                Field.open("X-Echo", "has " + SECRET),
                                Field.open("Content-Type", "application/json")));
        assertEquals(
                Map.of(
                        "Authorization", "•••",
                        "COOKIE", "•••",
                        "X-Api-Key", "•••",
                        "X-Custom", "•••",
                        "X-Echo", "has •••",
                        "Content-Type", "application/json"),
                masked);
    }

    @Test
    void headersOfTheAnswerAreMaskedToo() {
        assertEquals(
                Map.of("set-cookie", "•••", "x-trace", "1, •••"),
                masking.headers(
                        Map.of(
                                "set-cookie", List.of("sid=1", "b=2"),
                                "x-trace", List.of("1", SECRET))));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Length of the longest run of the secret's form that is still readable. */
    private static int longestCommon(String form, String masked) {
        for (int length = form.length(); length > 0; length--) {
            for (int from = 0; from + length <= form.length(); from++) {
                if (masked.contains(form.substring(from, from + length))) {
                    return length;
                }
            }
        }
        return 0;
    }
}
