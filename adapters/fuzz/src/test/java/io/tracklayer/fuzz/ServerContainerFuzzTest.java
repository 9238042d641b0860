// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

class ServerContainerFuzzTest {
    private static final Decoding DECODING = Decoding.of("sgtm");

    @FuzzTest(maxDuration = "2m")
    void everyRequestIsReadOrSaidToBeMalformed(byte[] written) {
        DECODING.run(written);
    }
}
