// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;

class MessageBodyTest {
    private final DefaultMessage message = new DefaultMessage(new DefaultCamelContext());

    @Test
    void bytesTextsAndStreamsAreTakenAsTheyAre() throws Exception {
        byte[] any = {(byte) 0xff, 0, 1};
        assertArrayEquals(any, bytes(any));
        assertArrayEquals(any, bytes(new ByteArrayInputStream(any)));
        assertEquals("m\u00fcller ${body}", text("m\u00fcller ${body}"));
        assertEquals("", text(null));
    }

    @Test
    void aRowOfATableBecomesJsonWithExactAmountsAndMoments() throws Exception {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("amount", new BigDecimal("12.50"));
        row.put("number", 7);
        row.put("share", 0.1);
        row.put("none", null);
        row.put("yes", true);
        row.put("at", Timestamp.from(Instant.parse("2026-11-20T10:00:00.5Z")));
        row.put("day", Date.valueOf("2026-11-20"));
        row.put("lines", List.of(Map.of("sku", "a")));
        assertEquals(
                "{\"amount\":12.50,\"number\":7,\"share\":0.1,\"none\":null,\"yes\":true,"
                        + "\"at\":\"2026-11-20T10:00:00.500Z\",\"day\":\"2026-11-20\","
                        + "\"lines\":[{\"sku\":\"a\"}]}",
                text(row));
        assertEquals("[1,\"NaN\"]", text(Arrays.asList(1L, Double.NaN)));
    }

    @Test
    void whatHasNoBytesIsRefused() {
        assertThrows(InvalidPayloadException.class, () -> bytes(new Thread()));
    }

    private String text(Object body) throws Exception {
        return new String(bytes(body), StandardCharsets.UTF_8);
    }

    private byte[] bytes(Object body) throws Exception {
        message.setBody(body);
        return MessageBody.bytes(message);
    }
}
