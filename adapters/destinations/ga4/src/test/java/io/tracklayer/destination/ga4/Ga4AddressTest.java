// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ga4AddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://s.example/a?x=1 https://s.example/a?x=1",
                "https://s.example/a https://s.example/a",
                "https://s.example/a#top https://s.example/a#top",
                "https://s.example/a?email=jane@example.com&x=1 https://s.example/a?x=1",
                "https://s.example/a?u=jane@example.com&x=1 https://s.example/a?u=redacted&x=1",
                "https://s.example/a?u=Jane.Doe%2Bpromo%40example.com&x=1 https://s.example/a?u=redacted&x=1",
                "https://s.example/a?u=jane%2540example.com https://s.example/a?u=redacted",
                "https://s.example/user/jane@example.com/edit https://s.example/user/redacted/edit",
                "https://s.example/a#/jane@example.co.uk https://s.example/a#/redacted",
                "https://jane:pw@s.example/a https://s.example/a",
                "https://s.example/a?p=%2B4915123456789 https://s.example/a?p=redacted",
                "https://s.example/a?Phone=123&First_Name=Jane https://s.example/a",
                "https://s.example/a?q=size+1234567 https://s.example/a?q=size+1234567",
            })
    void personalDataNeverStaysInAnAddress(String given, String expected) {
        assertEquals(expected, new Ga4Address(true).clean(given));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gclid",
                "GCLID",
                "gbraid",
                "wbraid",
                "dclid",
                "gclsrc",
                "gad_source",
                "gad_campaignid",
                "_gl"
            })
    void googlesClickIdsStayUnlessMarketingWasDenied(String name) {
        String address = "https://s.example/a?x=1&" + name + "=Abc#t";
        assertEquals(address, new Ga4Address(true).clean(address));
        assertEquals("https://s.example/a?x=1#t", new Ga4Address(false).clean(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fbclid",
                "ttclid",
                "ScCid",
                "sclid",
                "epik",
                "li_fat_id",
                "rdt_cid",
                "cto_pld",
                "awc",
                "tblci",
                "msclkid",
                "twclid",
                "irclickid",
                "cjevent",
                "ranSiteID",
                "clickref",
                "tduid",
                "wgu",
                "obclid",
                "qclid",
                "yclid",
                "vmcid",
                "aleid",
                "_kx"
            })
    void clickIdsOfOtherNetworksAreNeverPassedOn(String name) {
        assertEquals(
                "https://s.example/a?x=1",
                new Ga4Address(true).clean("https://s.example/a?" + name + "=Abc&x=1"));
        assertEquals(
                "https://s.example/a",
                new Ga4Address(true).clean("https://s.example/a#" + name + "=Abc"));
    }

    @Test
    void taboolasFragmentFormIsKnown() {
        assertEquals(
                "https://s.example/a",
                new Ga4Address(true).clean("https://s.example/a#tblciGiBabc"));
    }

    @Test
    void aHugeAddressIsCleanedQuickly() {
        String huge = "https://s.example/" + "a%40".repeat(20_000);
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> new Ga4Address(true).clean(huge));
    }
}
