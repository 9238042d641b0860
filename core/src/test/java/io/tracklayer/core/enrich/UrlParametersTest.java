// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlParametersTest {

    @Test
    void namesAreInLowerCaseAndValuesKeepTheirs() {
        assertEquals(
                Map.of("sccid", "AbC-1", "gclid", "CjwK_x"),
                UrlParameters.of("https://shop.example/?ScCid=AbC-1&GCLID=CjwK_x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a%2Bb      | a+b
            a%252Bb    | a%2Bb
            %C3%BC     | ü
            %F0%9F%98%80 | 😀
            a=b==      | a=b==
            100%25     | 100%
            """)
    void valuesAreDecodedExactlyOnce(String written, String value) {
        assertEquals(Map.of("x", value), UrlParameters.of("https://shop.example/?x=" + written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%zz", "%u0041", "a%ZZb", "%C3%28", "%ED%A0%80", "%C0%AF"})
    void aMalformedEncodingHidesOnlyItsOwnParameter(String malformed) {
        assertEquals(
                Map.of("gclid", "Cj0"),
                UrlParameters.of("https://shop.example/?fbclid=" + malformed + "&gclid=Cj0"));
    }

    @Test
    void theQueryCountsBeforeTheFragmentAndTheFirstBeforeTheSecond() {
        assertEquals(
                Map.of("a", "1", "b", "3", "c", "4"),
                UrlParameters.of("https://shop.example/?a=1&a=2&b=3#b=9&c=4"));
    }

    @Test
    void aQuestionMarkInTheFragmentStartsNoQuery() {
        assertEquals(
                Map.of("/route?gclid", "x"),
                UrlParameters.of("https://shop.example/#/route?gclid=x"));
    }

    @Test
    void taboolaWritesItsClickIdIntoTheFragmentWithoutEqualsSign() {
        assertEquals(
                Map.of("tblci", "GiAb_C"), UrlParameters.of("https://shop.example/#tblciGiAb_C"));
        assertEquals(
                Map.of("tblci", "GiAb_C"), UrlParameters.of("https://shop.example/#tblci=GiAb_C"));
        assertEquals(
                "first",
                UrlParameters.of("https://shop.example/?tblci=first#tblcisecond").get("tblci"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://shop.example/",
                "https://shop.example/?",
                "https://shop.example/?#",
                "https://shop.example/?a&b",
                "https://shop.example/?=x",
                "https://shop.example/?&&&"
            })
    void anAddressWithoutParametersGivesNone(String url) {
        assertEquals(Map.of(), UrlParameters.of(url));
    }
}
