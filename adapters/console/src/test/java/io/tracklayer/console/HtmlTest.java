// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void textAndAttributesAreEscapedAndElementsClosed() {
        assertEquals(
                "<!doctype html><p title=\"&quot;&#39;&lt;&amp;\">&lt;b&gt;</p>",
                new Html().open("p", "title", "\"'<&").text("<b>").document());
    }

    @Test
    void charactersThatMisleadAreReplaced() {
        assertEquals(
                "<!doctype html>a\uFFFD\uFFFD\n\u00e9",
                new Html().text("a\u0000\u202e\n\u00e9").document());
    }
}
