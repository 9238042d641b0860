// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import io.tracklayer.sandbox.platform.Answer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The two fixed windows of each endpoint and account: one of a second, one of a minute. */
final class KlaviyoWindows {
    private static final int BURST_SECONDS = 1;
    private static final int STEADY_SECONDS = 60;

    private final Clock clock;
    private final Map<String, Window> windows = new HashMap<>();

    KlaviyoWindows(Clock clock) {
        this.clock = clock;
    }

    /** Takes a call in, or says in how many seconds to come back. */
    synchronized OptionalLong admit(String account, KlaviyoEndpoint endpoint) {
        Window burst = window(account, endpoint, BURST_SECONDS);
        Window steady = window(account, endpoint, STEADY_SECONDS);
        if (steady.used >= endpoint.steady()) {
            return OptionalLong.of(reset(STEADY_SECONDS));
        }
        if (burst.used >= endpoint.burst()) {
            return OptionalLong.of(reset(BURST_SECONDS));
        }
        burst.used++;
        steady.used++;
        return OptionalLong.empty();
    }

    /** The answer with what is left of the minute. */
    synchronized Answer mark(Answer answer, String account, KlaviyoEndpoint endpoint) {
        int left = endpoint.steady() - window(account, endpoint, STEADY_SECONDS).used;
        return answer.with("RateLimit-Limit", Integer.toString(endpoint.steady()))
                .with("RateLimit-Remaining", Integer.toString(left))
                .with("RateLimit-Reset", Long.toString(reset(STEADY_SECONDS)));
    }

    synchronized void clear() {
        windows.clear();
    }

    private Window window(String account, KlaviyoEndpoint endpoint, int seconds) {
        long start = clock.instant().getEpochSecond() / seconds;
        Window window =
                windows.computeIfAbsent(
                        endpoint + "/" + seconds + "/" + account, key -> new Window());
        if (window.start != start) {
            window.start = start;
            window.used = 0;
        }
        return window;
    }

    private long reset(int seconds) {
        return seconds - clock.instant().getEpochSecond() % seconds;
    }

    private static final class Window {
        private long start = -1;
        private int used;
    }
}
