// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.taxonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Run with {@code -Dtracklayer.write-docs=true} to write the documents anew after a change of the
 * tables.
 */
class EventDocumentsTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Path SCHEMAS = DOCS.resolve("schemas");

    @Test
    void thereAreThirtyTwoEvents() {
        assertEquals(32, EventName.values().length);
    }

    @Test
    void theEventPageSaysWhatTheTablesSay() throws IOException {
        check(DOCS.resolve("events.md"), EventReference.markdown());
    }

    @Test
    void theSharedSchemaFileSaysWhatTheTablesSay() throws IOException {
        check(SCHEMAS.resolve(EventSchema.SHARED), text(EventSchema.shared()));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void theSchemaFileSaysWhatTheTablesSay(EventName name) throws IOException {
        check(SCHEMAS.resolve(EventSchema.file(name)), text(EventSchema.of(name)));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void richAndBareEventsMatchTheirSchema(EventName name) throws IOException {
        assertEquals(Set.of(), violations(name, EventJson.toTree(GivenEvents.rich(name))));
        assertEquals(Set.of(), violations(name, EventJson.toTree(GivenEvents.bare(name))));
    }

    @Test
    void anEventWithoutARequiredFieldOrWithAnUnknownOneDoesNotMatch() throws IOException {
        Map<String, Object> tree = EventJson.toTree(GivenEvents.rich(EventName.PURCHASE_PLACED));
        tree.remove("order_id");
        tree.put("surprise", 1L);
        tree.put("event_name", EventName.PAGE_VIEWED.wire());
        assertEquals(3, violations(EventName.PURCHASE_PLACED, tree).size());
    }

    private static Set<ValidationMessage> violations(EventName name, Map<String, Object> event)
            throws IOException {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SCHEMAS.resolve(EventSchema.file(name)).toUri())
                .validate(new ObjectMapper().readTree(StrictJson.write(event)));
    }

    private static String text(Map<String, Object> schema) {
        return StrictJson.writePretty(schema) + "\n";
    }

    private static void check(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("tracklayer.write-docs")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        assertTrue(
                Files.exists(file),
                file + " is missing; run this test with -Dtracklayer.write-docs=true");
        assertEquals(
                expected,
                Files.readString(file),
                file + " differs from the tables; run this test with -Dtracklayer.write-docs=true");
    }
}
