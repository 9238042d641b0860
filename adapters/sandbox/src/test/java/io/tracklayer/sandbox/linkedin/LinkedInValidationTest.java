// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.MutableClock;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkedInValidationTest {
    private static final long VERSION = 202609;

    private final LinkedInEventValidator validator =
            new LinkedInEventValidator(new MutableClock(SandboxRig.NOW));

    @Test
    void theDocumentedExampleIsRight() {
        assertEquals(List.of(), validator.check(LinkedInCalls.purchase("a"), VERSION));
    }

    /** NOW is 1795176000000. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    /conversion|-|/conversion :: field is required but not found and has no default value
                    /conversion|20817364|/conversion :: cannot be coerced to a non-empty String
                    /conversion|'20817364'|/conversion :: is not a URN of a conversion
                    /conversionHappenedAt|-|/conversionHappenedAt :: field is required but not found and has no default value
                    /conversionHappenedAt|'1795175940000'|/conversionHappenedAt :: cannot be coerced to a Long
                    /conversionHappenedAt|1795175940000.5|/conversionHappenedAt :: cannot be coerced to a Long
                    /conversionHappenedAt|1795175940|/conversionHappenedAt :: is older than 90 days
                    /conversionHappenedAt|1787399999999|/conversionHappenedAt :: is older than 90 days
                    /conversionHappenedAt|1795176000001|/conversionHappenedAt :: lies in the future
                    /conversionValue|null|/conversionValue :: null is not allowed
                    /conversionValue|129.95|/conversionValue :: cannot be coerced to a record
                    /conversionValue/amount|-|/conversionValue/amount :: field is required but not found and has no default value
                    /conversionValue/amount|129.95|/conversionValue/amount :: cannot be coerced to a non-empty String
                    /conversionValue/amount|'1.2995E2'|/conversionValue/amount :: is not a decimal number as String
                    /conversionValue/amount|'-1'|/conversionValue/amount :: is not a decimal number as String
                    /conversionValue/currencyCode|-|/conversionValue/currencyCode :: field is required but not found and has no default value
                    /conversionValue/currencyCode|'eur'|/conversionValue/currencyCode :: is not an ISO 4217 code
                    /conversionValue/tax|'1'|/conversionValue/tax :: unrecognized field found but not allowed
                    /eventId|''|/eventId :: cannot be coerced to a non-empty String
                    /eventId|7|/eventId :: cannot be coerced to a non-empty String
                    /orderId|'7'|/orderId :: unrecognized field found but not allowed
                    /user|-|/user :: field is required but not found and has no default value
                    /user|[]|/user :: cannot be coerced to a record
                    /user|{'userIds':[]}|/user :: at least one identifier is required
                    /user/phone|'1'|/user/phone :: unrecognized field found but not allowed
                    /user/userIds|-|/user/userIds :: field is required but not found and has no default value
                    /user/userIds|{}|/user/userIds :: cannot be coerced to an array
                    /user/userIds|['x']|/user/userIds/0/ :: cannot be coerced to a record
                    /user/userIds|[{'idType':'SHA256_EMAIL'}]|/user/userIds/0/idValue :: field is required but not found and has no default value
                    /user/userIds|[{'idType':'SHA256_EMAIL','idValue':''}]|/user/userIds/0/idValue :: cannot be coerced to a non-empty String
                    /user/userIds|[{'idType':'SHA256_EMAIL','idValue':'ada'}]|/user/userIds/0/idValue :: "ada" is not a lower-case SHA-256 in hex
                    /user/userIds|[{'idType':'SHA256_EMAIL','idValue':'E814FF3DC480A94C7CE9334062EC4733C75A002F4BCEC0197F62FFEA64059E2F'}]|/user/userIds/0/idValue :: "E814FF3DC480A94C7CE9334062EC4733C75A002F4BCEC0197F62FFEA64059E2F" is not a lower-case SHA-256 in hex
                    /user/userIds|[{'idType':'PLAINTEXT_IP_ADDRESS','idValue':'2001:db8::1'}]|/user/userIds/0/idValue :: "2001:db8::1" is not an IPv4 address
                    /user/userIds|[{'idType':'AXCIOM_ID','idValue':'x'}]|/user/userIds/0/idType :: "AXCIOM_ID" is not an enum symbol
                    /user/userIds|[{'idType':'ORACLE_MOAT_ID','idValue':'x'}]|/user/userIds/0/idType :: "ORACLE_MOAT_ID" is not an enum symbol
                    /user/userIds|[{'idType':'GOOGLE_AID','idValue':'00000000-0000-0000-0000-000000000000'}]|/user/userIds/0/idValue :: "00000000-0000-0000-0000-000000000000" is not an advertising id
                    /user/userIds|[{'idType':'ACXIOM_ID','idValue':'x','salt':'y'}]|/user/userIds/0/salt :: unrecognized field found but not allowed
                    /user/userInfo/firstName|-|/user/userInfo/firstName :: field is required but not found and has no default value
                    /user/userInfo/lastName|''|/user/userInfo/lastName :: cannot be coerced to a non-empty String
                    /user/userInfo/countryCode|'gb'|/user/userInfo/countryCode :: is not an ISO 3166-1 code
                    /user/userInfo/hashedFirstName|'x'|/user/userInfo/firstName :: plain and hashed names exclude each other
                    /user/userInfo/age|'7'|/user/userInfo/age :: unrecognized field found but not allowed
                    /user/externalIds|'x'|/user/externalIds :: cannot be coerced to an array of String
                    /user/externalIds|['a','b']|/user/externalIds :: exactly one external id is accepted
                    /user/lead|'9'|/user/lead :: is not a URN
                    """)
    void aBentEventIsRefused(String path, String json, String problem) {
        assertEquals(problem, validator.check(LinkedInCalls.bent(path, json), VERSION).get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    /conversionHappenedAt|1787400000000
                    /conversionHappenedAt|1795176000000
                    /conversionValue|-
                    /conversionValue/amount|'0'
                    /eventId|-
                    /user|{'userIds':[],'userInfo':{'firstName':'Ada','lastName':'정'}}
                    /user|{'userIds':[],'externalIds':['x']}
                    /user|{'userIds':[],'lead':'urn:li:leadGenFormResponse:9'}
                    /user/userInfo|{'hashedFirstName':'fdee430d40bd57deeac186cd9790033d0f06f909a8806e7ce6e717ab7c7d5029','hashedLastName':'fb1e7ec987523d2cb9e022cec1d6ae7c99dc46edfae4fe51254025fe4bea571f'}
                    /user/userIds|[{'idType':'GOOGLE_AID','idValue':'38400000-8cf0-11bd-b23e-10b96e40000d'},{'idType':'ACXIOM_ID','idValue':'XY1'}]
                    """)
    void whatLinkedInTakesTooIsRight(String path, String json) {
        assertEquals(List.of(), validator.check(LinkedInCalls.bent(path, json), VERSION));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    202607|/user/userIds|[{'idType':'SHA256_IP_ADDRESS','idValue':'fec52565aa0cf18f57d7cf5b3ac728503b8992d2d6f7d46da1d1201090902b02'}]|true
                    202606|/user/userIds|[{'idType':'SHA256_IP_ADDRESS','idValue':'fec52565aa0cf18f57d7cf5b3ac728503b8992d2d6f7d46da1d1201090902b02'}]|false
                    202605|/eventId|'x'|true
                    202604|/eventId|'x'|false
                    202608|/user/userIds|[{'idType':'ORACLE_MOAT_ID','idValue':'x'}]|true
                    202608|/user/userInfo|{'hashedFirstName':'fdee430d40bd57deeac186cd9790033d0f06f909a8806e7ce6e717ab7c7d5029','hashedLastName':'fb1e7ec987523d2cb9e022cec1d6ae7c99dc46edfae4fe51254025fe4bea571f'}|false
                    202604|/user|{'userIds':[],'lead':'urn:li:leadGenFormResponse:9'}|false
                    """)
    void fieldsComeAndGoWithTheVersion(long version, String path, String json, boolean right) {
        JsonNode event = LinkedInCalls.bent(path, json);
        assertEquals(right, validator.check(event, version).isEmpty(), event.toString());
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertEquals(
                List.of("/ :: cannot be coerced to a record"),
                validator.check(Json.array(), VERSION));
    }
}
