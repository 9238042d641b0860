// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.awin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwinValidationTest {

    @Test
    void theDocumentedExampleIsRight() {
        assertEquals("", code(AwinOrders.order("548291"), true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '"',
            textBlock =
                    """
                    /orderReference!-!field_missing
                    /orderReference!7!wrong_value
                    /orderReference!' '!wrong_value
                    /amount!-!field_missing
                    /amount!'109.16'!wrong_value
                    /amount!-1!wrong_value
                    /amount!109.165!wrong_value
                    /currency!-!field_missing
                    /currency!'eur'!wrong_value
                    /currency!'EURO'!wrong_value
                    /channel!-!field_missing
                    /channel!'a w'!wrong_value
                    /commissionGroups!-!field_missing
                    /commissionGroups!{}!wrong_value
                    /commissionGroups![]!wrong_value
                    /commissionGroups![{'amount':109.16}]!field_missing
                    /commissionGroups![{'code':'default','amount':109.16}]!wrong_value
                    /commissionGroups![{'code':'A B','amount':109.16}]!wrong_value
                    /commissionGroups![{'code':'DEFAULT','amount':'109.16'}]!wrong_value
                    /commissionGroups![{'code':'DEFAULT','amount':109.15}]!wrong_sum
                    /commissionGroups![{'code':'DEFAULT','amount':109.16,'x':1}]!unknown_field
                    /awc!'12345_1 7_x'!wrong_value
                    /awc!'12345_1,,12345_2'!wrong_value
                    /publisherId!7!field_missing
                    /clickTime!1768472000!field_missing
                    /customerAcquisition!'new'!wrong_value
                    /transactionTime!1768472000000!wrong_value
                    /transactionTime!'1768472000'!wrong_value
                    /isTest!'false'!wrong_value
                    /basket!{}!wrong_value
                    /basket![{'name':'x','price':1,'quantity':1}]!field_missing
                    /basket![{'id':'x','price':1,'quantity':1}]!field_missing
                    /basket![{'id':'x','name':'x','quantity':1}]!field_missing
                    /basket![{'id':'x','name':'x','price':1}]!field_missing
                    /basket![{'id':7,'name':'x','price':1,'quantity':1}]!wrong_value
                    /basket![{'id':'x','name':'a|b','price':1,'quantity':1}]!wrong_value
                    /basket![{'id':'x','name':'x','price':1,'quantity':1,'sku':'a|b'}]!wrong_value
                    /basket![{'id':'x','name':'x','price':1,'quantity':1,'category':'|'}]!wrong_value
                    /basket![{'id':'x','name':'x','price':-1,'quantity':1}]!wrong_value
                    /basket![{'id':'x','name':'x','price':1,'quantity':0}]!wrong_value
                    /basket![{'id':'x','name':'x','price':1,'quantity':1,'brand':'x'}]!unknown_field
                    /custom!{'0':'x'}!wrong_value
                    /custom!{'148':'x'}!wrong_value
                    /custom!{'name':'x'}!wrong_value
                    /custom!{'2':['x']}!wrong_value
                    /email!'jane@example.com'!unknown_field
                    /voucher!''!empty_value
                    /clickRef!null!wrong_value
                    /basket![]!empty_value
                    """)
    void aBentOrderIsRefused(String path, String json, String code) {
        assertEquals(code, code(AwinOrders.bent(path, json), true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '"',
            textBlock =
                    """
                    /voucher!-
                    /awc!-
                    /awc!'12345_1768472000_0f3b,gclid_12345_Cj~w.K-1'
                    /commissionGroups![{'code':'A_1.X','amount':100},{'code':'B','amount':9.16}]
                    /transactionTime!1768472000
                    /isTest!true
                    /basket!-
                    /basket![{'id':'x','name':'x','price':0,'quantity':1}]
                    /custom!{'147':'x','2':7,'3':true}
                    /linkId!7
                    /clickRef!'x'
                    """)
    void whatAwinTakesTooIsRight(String path, String json) {
        assertEquals("", code(AwinOrders.bent(path, json), true));
    }

    @Test
    void anOrderNeedsSomethingToBeAttributedBy() {
        var order = AwinOrders.bent("/awc", "-");
        order.remove("voucher");
        assertEquals("no_attribution", code(order, true));
        order.put("publisherId", 7).put("clickTime", 1768472000);
        assertEquals("", code(order, true));
        order.put("clickTime", 1768472000000L);
        assertEquals("wrong_value", code(order, true));
    }

    @Test
    void inLenientModeUnknownMembersPass() {
        assertEquals("", code(AwinOrders.bent("/email", "'x'"), false));
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertEquals("wrong_value", code(Json.array(), true));
    }

    private static String code(JsonNode order, boolean strict) {
        return AwinOrderValidator.check(order, strict).stream()
                .findFirst()
                .map(problem -> problem.reason().code())
                .orElse("");
    }
}
