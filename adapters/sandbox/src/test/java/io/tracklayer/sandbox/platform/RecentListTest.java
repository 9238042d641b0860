// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.sandbox.SandboxRig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentListTest {
    @Test
    void theOldestEntriesGoWhenThereAreTooMany() {
        RecentList<String> list = new RecentList<>(2, 1_000, String::length);

        List.of("a", "b", "c").forEach(list::add);

        assertEquals(List.of("c", "b"), list.newestFirst());
    }

    @Test
    void theOldestEntriesGoWhenTogetherTheyAreTooLarge() {
        RecentList<String> list = new RecentList<>(10, 5, String::length);

        List.of("aaa", "bb", "c").forEach(list::add);
        assertEquals(List.of("c", "bb"), list.newestFirst());

        list.add("ddddddddd");
        assertEquals(List.of("ddddddddd"), list.newestFirst());
    }

    @Test
    void aKeyIsForgottenAfterItsTimeCountedFromTheFirstSight() {
        DedupWindow window = new DedupWindow(Duration.ofHours(48));
        var now = SandboxRig.NOW;

        assertEquals(true, window.firstSight(now, "a", "b"));
        assertEquals(false, window.firstSight(now.plus(Duration.ofHours(48)), "a", "b"));
        assertEquals(true, window.firstSight(now, "ab", ""));
        assertEquals(true, window.firstSight(now.plus(Duration.ofHours(49)), "a", "b"));
    }
}
