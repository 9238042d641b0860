// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @Test
    void scalarsAreTextAndTreesAreNot() {
        assertEquals(Optional.of("x"), Texts.scalar("  x "));
        assertEquals(Optional.of("820982911946154500"), Texts.scalar(820_982_911_946_154_500L));
        assertEquals(Optional.of("1000"), Texts.scalar(new BigDecimal("1E+3")));
        assertEquals(Optional.of("true"), Texts.scalar(true));
        assertEquals(Optional.empty(), Texts.scalar(Map.of("a", 1L)));
        assertEquals(Optional.empty(), Texts.scalar(List.of("a")));
        assertEquals(Optional.empty(), Texts.scalar(new BigDecimal("1e9999999")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Müller",
                "李小龍 😀",
                "two\nlines\tand a tab",
                "<script>alert(1)</script>",
                "${jndi:ldap://x}",
                "{{simple}} #{bean}",
                "'; DROP TABLE event; --",
                "=1+1"
            })
    void textStaysLiteral(String text) {
        assertEquals(Canonical.of(text, "as given"), Texts.text(text));
    }

    @ParameterizedTest
    @CsvSource({"a\u0000b, ab", "a\u001B[31mb, a[31mb", "be\u0007ll, bell", "a\u0085b, ab"})
    void controlCharactersAreRemovedAndThatIsSaid(String text, String clean) {
        assertEquals(Canonical.of(clean, "control characters removed"), Texts.text(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut \ud83d", "\ude00", "\ude00\ud83d"})
    void aLoneSurrogateMakesTextUnusable(String text) {
        assertEquals(Canonical.unusable("is not well-formed Unicode"), Texts.text(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u0000"})
    void blankTextIsUnusable(String text) {
        assertEquals(Canonical.unusable("is blank"), Texts.text(text));
    }

    @Test
    void textIsBounded() {
        String longest = "x".repeat(4_096);
        assertEquals(Canonical.of(longest, "as given"), Texts.text(longest));
        assertEquals(
                Canonical.unusable("is longer than 4096 characters"), Texts.text(longest + "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "http://shop.example:8080/a/b?x=1&y=2#z",
                "HTTPS://Shop.Example/A",
                "https://shop.example/search/[red]|{blue}",
                "https://shop.example/100%/sale",
                "https://shop.example/größe/😀 neu",
                "https://shop.example?q=[a]|b^c",
                "https://xn--mller-kva.example/",
                "https://203.0.113.7/thanks",
                "https://[2001:db8::1]/thanks"
            })
    void anAbsoluteWebAddressIsKeptAsBrowsersSendIt(String url) {
        assertEquals(Canonical.of(url, "as given"), Texts.url(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/products/linen-shirt",
                "//shop.example/path",
                "shop.example/path",
                "https://",
                "https:///path",
                "https://?q=1",
                "https://a b/",
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "ftp://shop.example/",
                "about:blank",
                "chrome-extension://abc/page.html"
            })
    void anythingElseIsNoWebAddress(String url) {
        assertEquals(
                Canonical.unusable("is not an absolute http or https address"), Texts.url(url));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "8.8.8.8, 8.8.8.8",
        "2001:DB8::42, 2001:db8::42",
        "2606:4700:4700::1111, 2606:4700:4700::1111",
        "172.32.0.1, 172.32.0.1",
        "100.128.0.1, 100.128.0.1"
    })
    void aPublicAddressIsKept(String ip, String expected) {
        assertEquals(expected, Texts.ip(ip).value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "127.0.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "0.0.0.0",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "::ffff:10.0.0.1"
            })
    void aPrivateAddressIsNotTheBuyers(String ip) {
        assertEquals(
                Canonical.unusable(
                        "is a private address; behind a proxy, name it in node.trusted-proxies"),
                Texts.ip(ip));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "256.0.0.1",
                "1.2.3",
                "1.2.3.4.5",
                "2130706433",
                "0x7f000001",
                "localhost",
                "203.0.113.7, 10.0.0.1",
                "203.0.113.7:443",
                ".:1:2",
                "abc"
            })
    void whatIsNoAddressIsUnusableWithoutAskingANameServer(String ip) {
        assertEquals(Canonical.unusable("is not a client address"), Texts.ip(ip));
    }

    @ParameterizedTest
    @CsvSource({"DE, DE, as given", "de, DE, upper case", "gB, GB, upper case"})
    void aCountryIsItsCodeInUpperCase(String raw, String code, String rule) {
        assertEquals(Canonical.of(code, rule), Texts.country(raw));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Germany", "DEU", "UK", "ZZ", "276"})
    void whatIsNoCountryCodeIsUnusable(String raw) {
        assertEquals(
                Canonical.unusable("is not an ISO 3166-1 alpha-2 country code"),
                Texts.country(raw));
    }
}
