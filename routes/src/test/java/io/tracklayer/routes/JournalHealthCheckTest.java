// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalHealth;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class JournalHealthCheckTest {
    private static final long APPLIED = 7;
    private static final long NEXT = 12;

    @Test
    void aJournalThatCannotBeWrittenIsDownWithItsReason() {
        HealthCheck.Result result =
                call(new JournalHealth(false, "the disk is full", Duration.ZERO, 4_096));
        assertEquals(HealthCheck.State.DOWN, result.getState());
        assertEquals("the disk is full", result.getMessage().orElseThrow());
    }

    @Test
    void aWritableJournalIsUpAndSaysHowFarTheEvidenceIsBehind() {
        HealthCheck.Result result = call(new JournalHealth(true, "", Duration.ZERO, 4_096));
        assertEquals(HealthCheck.State.UP, result.getState());
        assertEquals(NEXT - APPLIED, result.getDetails().get("records_not_applied"));
        assertEquals(4_096L, result.getDetails().get("bytes"));
    }

    @Test
    void aDamagedJournalThatCanBeWrittenIsUpAndNamesTheDamage() {
        HealthCheck.Result result =
                call(new JournalHealth(true, "a.seg: records from 3 to 5", Duration.ZERO, 4_096));
        assertEquals(HealthCheck.State.UP, result.getState());
        assertEquals("a.seg: records from 3 to 5", result.getDetails().get("damage"));
    }

    private static HealthCheck.Result call(JournalHealth health) {
        Journal journal = answering(Journal.class, Map.of("health", health, "nextOffset", NEXT));
        EvidenceStore store = answering(EvidenceStore.class, Map.of("appliedOffset", APPLIED));
        JournalHealthCheck check = new JournalHealthCheck(journal, store);
        check.setCamelContext(new DefaultCamelContext());
        return check.call();
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> answers.get(method.getName())));
    }
}
