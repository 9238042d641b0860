// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.sandbox.AdapterJudgement;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the webhook adapter sends, judged by a receiver of Standard Webhooks. */
class WebhookAdapterTest extends AdapterJudgement {
    private static final String SECRET = "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY";
    private static final String OTHER = "whsec_ZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8";

    WebhookAdapterTest() {
        super("webhook", "secret", SECRET, "allow-http", "true");
    }

    @Override
    protected String account() {
        return "{'platform':'webhook','account':'warehouse','secrets':['" + SECRET + "']}";
    }

    @Test
    void everyEventIsTakenUnderEveryConsentWithEveryDetailOfThePerson() throws Exception {
        int sent = 0;
        for (String detail : List.of("none", "hashed", "raw")) {
            sent += deliver(allEvents(), settings("pii", detail));
        }
        assertEquals(sent, inspection().get("received").asInt());
        assertEquals(0, inspection().get("rejected").asInt());
    }

    @Test
    void whateverOneFieldHoldsTheEventIsTakenOrSkipped() throws Exception {
        deliver(strangeEvents(), settings("pii", "raw"));
        assertEquals(0, inspection().get("rejected").asInt());
    }

    @Test
    void aRepeatedMessageIsRecognisedByItsId() throws Exception {
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), settings());
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), settings());
        assertEquals(1, inspection().get("stored").asInt());
        assertEquals(1, inspection().get("deduplicated").asInt());
    }

    @Test
    void aReceiverThatStillHasThePreviousSecretVerifiesDuringARotation() throws Exception {
        Settings rotating = settings("secret", OTHER, "previous-secrets", SECRET);
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), rotating);
        assertEquals(1, inspection().get("stored").asInt());
    }

    @Test
    void theCheckOfTheConnectionTellsRightFromWrong() throws Exception {
        assertEquals(ProbeResult.Verdict.WORKS, probe(settings()));
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("secret", OTHER)));
    }

    @Override
    protected Settings settings(String... changes) {
        String[] url = {"url", rig.sandbox.base() + "/webhook/warehouse"};
        return super.settings(Stream.of(url, changes).flatMap(Stream::of).toArray(String[]::new));
    }
}
