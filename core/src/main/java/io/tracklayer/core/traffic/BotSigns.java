// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.traffic;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Marks what a program did and not a person, with the reason. It only marks: what becomes of such
 * events is for the rules to say. Thread-safe.
 */
public final class BotSigns {
    /** A name longer than this is looked at as far as that. */
    private static final int LONGEST = 1_024;

    /** A shop sees the same few thousand browsers again and again. */
    private static final int REMEMBERED = 4_096;

    private static final List<String> SCRIPTED =
            List.of(
                    "Headless",
                    "PhantomJS",
                    "SlimerJS",
                    "Puppeteer",
                    "Playwright",
                    "Selenium",
                    "WebDriver",
                    "Cypress",
                    "jsdom",
                    "Nightmare");

    /** What programs are written with, apps too: these names begin with it. */
    private static final List<String> LIBRARIES =
            List.of(
                    "curl/",
                    "Wget/",
                    "python-requests/",
                    "Python-urllib/",
                    "python-httpx/",
                    "Python/",
                    "aiohttp/",
                    "okhttp/",
                    "Apache-HttpClient/",
                    "Java/",
                    "Java-http-client/",
                    "Go-http-client/",
                    "axios/",
                    "node-fetch",
                    "node",
                    "undici",
                    "GuzzleHttp/",
                    "PHP/",
                    "Ruby",
                    "libwww-perl/",
                    "PostmanRuntime/",
                    "insomnia/");

    /** How those call themselves that no list knows yet; no browser has an address in its name. */
    private static final List<String> UNLISTED = List.of("bot/", "Bot/", "spider", "://");

    private static final String RULE = "judged by the browser's name";

    private final CrawlerList crawlers = CrawlerList.shipped();
    private final Map<String, Optional<String>> known =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(
                                Map.Entry<String, Optional<String>> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    /**
     * The same copy, marked when a program sent it.
     *
     * @param named whether a person's copy would name its browser: it came from a page, and the
     *     name was not cut since
     * @param from where the copy came from
     */
    public Accepted judge(Accepted copy, boolean named, Provenance from) {
        Optional<String> agent = copy.event().text(EventField.USER_AGENT);
        Optional<String> reason =
                agent.isPresent()
                        ? reason(agent.get())
                        : Optional.of("no_user_agent").filter(none -> named);
        return reason.map(why -> marked(copy, why, from)).orElse(copy);
    }

    /**
     * Why the browser of that name is none: {@code library:…}, {@code scripted:…} or {@code
     * crawler:…}.
     */
    Optional<String> reason(String userAgent) {
        String name = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
        Optional<String> before = known.get(name);
        if (before != null) {
            return before;
        }
        Optional<String> reason = judged(name);
        known.put(name, reason);
        return reason;
    }

    private Optional<String> judged(String name) {
        return first(LIBRARIES, name::startsWith, "library:")
                .or(() -> first(SCRIPTED, name::contains, "scripted:"))
                .or(() -> crawlers.find(name).map(sign -> "crawler:" + sign))
                .or(() -> first(UNLISTED, name::contains, "crawler:"));
    }

    private static Optional<String> first(List<String> marks, Predicate<String> fits, String kind) {
        return marks.stream().filter(fits).findFirst().map(mark -> kind + mark);
    }

    private static Accepted marked(Accepted copy, String reason, Provenance from) {
        Event event =
                copy.event().toBuilder()
                        .set(EventField.BOT, true)
                        .set(EventField.BOT_REASON, reason)
                        .build();
        Map<String, Provenance> provenance = new HashMap<>(copy.provenance());
        Provenance origin = provenance.getOrDefault(EventField.USER_AGENT.path(), from);
        Provenance judged =
                new Provenance(
                        origin.observation(),
                        origin.source(),
                        Authority.BROWSER,
                        origin.origin(),
                        RULE,
                        origin.at());
        provenance.put(EventField.BOT.path(), judged);
        provenance.put(EventField.BOT_REASON.path(), judged);
        return new Accepted(event, provenance, copy.notes());
    }
}
