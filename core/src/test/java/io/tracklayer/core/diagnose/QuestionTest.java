// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.spi.EventField;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@example.com",
                "+49 (30) 123-4567",
                "email=anna@example.com",
                "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b"
            })
    void whatNamesAPersonIsPersonalAndNeverShown(String of) {
        Question question = new Question(of);

        assertTrue(question.personal());
        assertFalse(question.shown().contains("anna"), question.shown());
        assertFalse(question.shown().matches(".*\\d.*"), question.shown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"548291", "#1001", "ord_548291_purchase", "order_id=548291", "+49"})
    void anIdIsNotPersonal(String of) {
        assertFalse(new Question(of).personal());
    }

    @Test
    void aPhoneIsLookedUpWithoutItsDecoration() {
        assertEquals("+49301234567", new Question("+49 (30) 123-4567").value());
    }

    @Test
    void aKindBeforeTheValueSaysWhatItIs() {
        Question external = new Question("external_id=77");
        Question click = new Question("gclid=Cj0K=x");

        assertEquals(Optional.of(KeyKind.EXTERNAL_ID), external.kind());
        assertEquals("77", external.value());
        assertEquals(Optional.of(EventField.GCLID), click.clickField());
        assertEquals("Cj0K=x", click.value());
        assertEquals("other=77", new Question("other=77").value());
    }

    @Test
    void nothingAndTooMuchAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Question(" "));
        assertThrows(IllegalArgumentException.class, () -> new Question("x".repeat(501)));
    }

    @Test
    void anIdIsTriedInTheFormsPeopleWriteItIn() {
        assertTrue(NearMisses.forms("1001").contains("#1001"));
        assertTrue(NearMisses.forms("#1001").contains("1001"));
        assertTrue(NearMisses.forms("001001").contains("1001"));
        assertTrue(NearMisses.forms("1001").contains("001001"));
        assertTrue(NearMisses.forms("ord_1001_purchase").contains("1001"));
        assertTrue(NearMisses.forms("DE-1001").contains("1001"));
        assertTrue(NearMisses.forms("ab-7").contains("AB-7"));
        assertFalse(NearMisses.forms("1001").contains("1001"));
    }
}
