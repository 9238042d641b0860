// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatesTest {
    @ParameterizedTest
    @CsvSource({
        "US, California, ca",
        "US, CA, ca",
        "US, US-CA, ca",
        "US, new york, ny",
        "US, Bavaria,",
        "CA, Québec, qc",
        "CA, CA-ON, on",
        "CA, California,",
        "'', Texas, tx",
        "'', Ontario, on",
        "'', TX,",
        "DE, Texas,"
    })
    void aStateIsFoundByItsNameOrCodeInItsCountry(String country, String state, String code) {
        assertEquals(Optional.ofNullable(code), States.code(country, state));
    }
}
