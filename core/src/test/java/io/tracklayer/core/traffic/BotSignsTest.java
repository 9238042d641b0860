// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotSignsTest {
    private static final Provenance COPY =
            new Provenance("1-0", "browser", Authority.BROWSER, "", "");

    private final BotSigns signs = new BotSigns();

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) => crawler:Googlebot/",
                "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) => crawler:bingbot",
                "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/) => crawler:Ahrefs(Bot|SiteAudit)",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2) => crawler:GPTBot",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/142.0.0.0 Safari/537.36 => scripted:Headless",
                "Mozilla/5.0 (Unknown; Linux) AppleWebKit/538.1 PhantomJS/2.1.1 Safari/538.1 => scripted:PhantomJS",
                "Mozilla/5.0 (linux) AppleWebKit/537.36 jsdom/20.0.3 => scripted:jsdom",
                "curl/8.5.0 => library:curl/",
                "python-requests/2.32 => library:python-requests/",
                "okhttp/4.12.0 => library:okhttp/",
                "NobodyKnowsYetBot/1.0 => crawler:Bot/",
                "Watcher 7 (+https://watch.example) => crawler:://",
            })
    void aProgramIsKnownByItsName(String userAgent, String reason) {
        assertEquals(Optional.of(reason), signs.reason(userAgent));
        assertEquals(Optional.of(reason), signs.reason(userAgent), "asked again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/520.0.0.38.101;FBDV/iPhone14,5]",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/388.0 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 9; KFTRWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/108.4.6 like Chrome/108.0.5359.220 Safari/537.36",
                "Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 [Pinterest/iOS]",
                "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
                "Dalvik/2.1.0 (Linux; U; Android 14; SM-S911B Build/UP1A)"
            })
    void aPersonsBrowserIsNone(String userAgent) {
        assertEquals(Optional.empty(), signs.reason(userAgent));
    }

    @Test
    void theWholeListIsReadAndEveryEntryKeepsItsMeaning() {
        assertTrue(CrawlerList.shipped().size() >= 1_500);
        assertEquals(
                Optional.empty(), signs.reason("Mozilla/5.0 like curl/8"), "only at its beginning");
    }

    @Test
    void aNameMadeToBeSlowIsJudgedQuickly() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> {
                    for (int i = 0; i < 20; i++) {
                        signs.reason(i + "ContextualBot Current Spider ".repeat(50_000));
                    }
                });
    }

    @Test
    void aCopyIsMarkedWithTheReasonAndWhereTheNameStood() {
        Provenance agent =
                new Provenance(
                        "1-0", "browser", Authority.BROWSER, "header user-agent", "as given");
        Accepted marked =
                signs.judge(copy("curl/8.5.0", Map.of("user.user_agent", agent)), false, COPY);
        assertEquals(Optional.of(true), marked.event().flag(EventField.BOT));
        assertEquals(Optional.of("library:curl/"), marked.event().text(EventField.BOT_REASON));
        assertEquals("header user-agent", marked.provenance().get("traffic.bot").origin());
    }

    @Test
    void onlyAPageMustNameItsBrowser() {
        Accepted nameless = copy("", Map.of());
        assertSame(nameless, signs.judge(nameless, false, COPY));
        assertEquals(
                Optional.of("no_user_agent"),
                signs.judge(nameless, true, COPY).event().text(EventField.BOT_REASON));
    }

    private static Accepted copy(String userAgent, Map<String, Provenance> provenance) {
        Event.Builder event =
                Event.named(EventName.PAGE_VIEWED)
                        .eventId("e1")
                        .eventTime(Instant.EPOCH)
                        .receivedAt(Instant.EPOCH)
                        .of("m", "s");
        if (!userAgent.isEmpty()) {
            event.set(EventField.USER_AGENT, userAgent);
        }
        return new Accepted(event.build(), provenance, List.of());
    }
}
