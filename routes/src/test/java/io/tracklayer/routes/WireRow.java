// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.routes.FaultyPlatform.Act;
import io.tracklayer.routes.FaultyPlatform.Heard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One fault of a platform that is a webhook destination of its own. The first of two orders meets
 * it.
 *
 * @param codes of the attempts the first order costs
 * @param text what the first of them says, in part
 * @param heard how often the platform reads the first order to its end
 * @param greeting what happens before anything is read; may be null
 */
record WireRow(String id, List<String> codes, String text, int heard, Act greeting, Act... acts) {

    /** No answer comes to the first attempt. */
    static WireRow lost(String id, String code, String text, Act act) {
        return new WireRow(id, List.of(code, "accepted"), text, 2, null, act);
    }

    /** The first attempt succeeds, with a warning or with none. */
    static WireRow taken(String id, String warning, Act act) {
        return new WireRow(id, List.of("accepted"), warning, 1, null, act);
    }

    static void addAll(WireRig rig, Stream<WireRow> rows) {
        rows.forEach(row -> row.add(rig));
    }

    /** Both orders are delivered, under one id each, with exactly one request to an attempt. */
    List<Map<?, ?>> settled(WireRig rig, long first, long second) {
        rig.await(id, second, "delivered");
        List<Map<?, ?>> attempts = rig.attempts(id, first);
        assertEquals(codes, WireRig.members(attempts, "code"), "" + attempts);
        assertEquals((long) codes.size(), rig.delivery(id, first).get("attempts"));
        List<Heard> same = rig.platform(id).heard(WireRig.id(first));
        assertEquals(heard, same.size());
        assertEquals(1, same.stream().map(Heard::body).distinct().count());
        assertEquals(1, same.stream().map(h -> h.header("webhook-id")).distinct().count());
        assertEquals(List.of("accepted"), WireRig.members(rig.attempts(id, second), "code"));
        assertEquals(1, rig.platform(id).heard(WireRig.id(second)).size());
        return attempts;
    }

    @Override
    public String toString() {
        return id;
    }

    private void add(WireRig rig) {
        try {
            FaultyPlatform platform = rig.webhook(id).then(acts);
            if (greeting != null) {
                platform.greet(greeting);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
