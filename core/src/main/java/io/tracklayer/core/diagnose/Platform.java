// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a platform beyond what its plugin declares: how long a click counts there, which
 * settings make everything a test, and where its own diagnostics are.
 *
 * @param clicks fields that hold its click ids, best first
 * @param people whether it matches events with people, so that what names them matters
 * @param window the longest usual time from click to conversion; zero when there is none
 * @param tests settings by which everything goes as a test, with the values that say it does not
 * @param url of its diagnostics, with {@code {setting}} where a setting stands; empty when none is
 *     known
 * @param menu the way there
 * @param look what to look for, as a sentence
 */
record Platform(
        List<EventField> clicks,
        boolean people,
        Duration window,
        Map<String, String> tests,
        String url,
        String menu,
        String look) {
    private static final Platform STRANGER =
            new Platform(List.of(), false, Duration.ZERO, Map.of(), "", "", "");
    private static final Map<String, Platform> KNOWN =
            Map.ofEntries(
                    Map.entry("meta", meta()),
                    Map.entry("ga4", ga4()),
                    Map.entry("google-ads", googleAds()),
                    Map.entry("tiktok", tiktok()),
                    Map.entry("klaviyo", klaviyo()),
                    Map.entry("pinterest", pinterest()),
                    Map.entry("snapchat", snapchat()),
                    Map.entry("linkedin", linkedin()),
                    Map.entry("reddit", reddit()),
                    Map.entry("criteo", criteo()),
                    Map.entry("awin", awin()),
                    Map.entry("taboola", taboola()));

    Platform {
        clicks = List.copyOf(clicks);
        tests = Map.copyOf(tests);
    }

    /** Whether what is sent as a test counts there too: Meta's Test Events are real events. */
    boolean countsTests() {
        return clicks.contains(EventField.FBC);
    }

    /** What is known of a plugin's platform. */
    static Platform of(String plugin) {
        return KNOWN.getOrDefault(plugin, STRANGER);
    }

    /** Where to look at the platform, for a destination. */
    Optional<Place> place(Optional<DestinationConfig> config) {
        return menu.isEmpty()
                ? Optional.empty()
                : Optional.of(new Place(address(config), menu, look));
    }

    /** The setting that makes everything a test, when it is set so. */
    Optional<String> testSetting(Optional<DestinationConfig> config) {
        return config.filter(known -> known.settings() != null)
                .flatMap(
                        known ->
                                tests.entrySet().stream()
                                        .filter(test -> set(known, test.getKey(), test.getValue()))
                                        .map(Map.Entry::getKey)
                                        .findFirst());
    }

    private static boolean set(DestinationConfig config, String name, String off) {
        return value(config, name).filter(value -> !value.equals(off)).isPresent();
    }

    private String address(Optional<DestinationConfig> config) {
        int open = url.indexOf('{');
        if (open < 0) {
            return url;
        }
        String name = url.substring(open + 1, url.indexOf('}'));
        return config.filter(known -> known.settings() != null)
                .flatMap(known -> value(known, name))
                .filter(value -> value.matches("[A-Za-z0-9_-]{1,64}"))
                .map(value -> url.replace("{" + name + "}", value))
                .orElse(url.substring(0, url.indexOf('/', "https://".length()) + 1));
    }

    private static Optional<String> value(DestinationConfig config, String name) {
        Settings settings = config.settings();
        boolean declared =
                config.destination().descriptor().settings().stream()
                        .filter(setting -> !setting.secret())
                        .map(Setting::name)
                        .anyMatch(name::equals);
        return declared ? settings.find(name) : Optional.empty();
    }

    private static Platform meta() {
        return new Platform(
                List.of(EventField.FBC, EventField.FBCLID),
                true,
                Duration.ofDays(7),
                Map.of("test-event-code", ""),
                "https://business.facebook.com/events_manager2/list/dataset/{pixel}",
                "Meta Events Manager, Data sources, the data set, Overview and Diagnostics",
                "Look for Purchase with \"Server\" as its source, its match quality and its share"
                        + " of deduplicated events; what was sent just now takes a while to show.");
    }

    private static Platform ga4() {
        return new Platform(
                List.of(),
                true,
                Duration.ZERO,
                Map.of(),
                "https://analytics.google.com/",
                "Google Analytics, Reports, Realtime; with debug-mode Admin, DebugView",
                "Look for the event name and transaction id; standard reports take 24 to 48 hours.");
    }

    private static Platform googleAds() {
        return new Platform(
                List.of(EventField.GCLID, EventField.GBRAID, EventField.WBRAID),
                true,
                Duration.ofDays(90),
                Map.of("test-mode", "false"),
                "https://ads.google.com/aw/conversions",
                "Google Ads, Goals, Summary, the conversion action, Diagnostics",
                "Look for the share of matched events and for alerts of the action; a conversion"
                        + " counts on the day of its click.");
    }

    private static Platform tiktok() {
        return new Platform(
                List.of(EventField.TTCLID),
                true,
                Duration.ofDays(28),
                Map.of("test-event-code", ""),
                "https://ads.tiktok.com/",
                "TikTok Ads Manager, Tools, Events, Web events, the pixel, Diagnostics",
                "Look for the event with \"Server\" as its connection, and its match quality.");
    }

    private static Platform klaviyo() {
        return new Platform(
                List.of(),
                false,
                Duration.ZERO,
                Map.of(),
                "https://www.klaviyo.com/",
                "Klaviyo, Analytics, Metrics, the metric, Activity feed",
                "Look for the person and the metric. Klaviyo judges an event after it has taken it:"
                        + " a profile without the metric means that it dropped the event. A flow"
                        + " starts by its metric, its filters and the person's consent there; what"
                        + " was sent late or by a replay starts none.");
    }

    private static Platform pinterest() {
        return new Platform(
                List.of(EventField.EPIK),
                true,
                Duration.ofDays(60),
                Map.of("test", "false"),
                "https://ads.pinterest.com/",
                "Pinterest Ads, Conversions, Event overview and Event quality",
                "Look for checkout with the API as its source.");
    }

    private static Platform snapchat() {
        return new Platform(
                List.of(EventField.SCCID),
                true,
                Duration.ofDays(28),
                Map.of("test-mode", "off"),
                "https://ads.snapchat.com/",
                "Snapchat Ads Manager, Events Manager, the pixel, Event quality",
                "Look for PURCHASE with the Conversions API as its source.");
    }

    private static Platform linkedin() {
        return new Platform(
                List.of(EventField.LI_FAT_ID),
                true,
                Duration.ofDays(90),
                Map.of(),
                "https://www.linkedin.com/campaignmanager/",
                "LinkedIn Campaign Manager, Measurement, Conversion tracking, the conversion",
                "Look for the status of the conversion rule and when it last received something."
                        + " Where the Insight Tag reports the same event id, its copy counts and"
                        + " this one does not.");
    }

    private static Platform reddit() {
        return new Platform(
                List.of(EventField.RDT_CID),
                true,
                Duration.ofDays(28),
                Map.of("test-mode", "off"),
                "https://ads.reddit.com/",
                "Reddit Ads, Events Manager, the pixel",
                "Look for PURCHASE by the Conversions API and its match keys.");
    }

    private static Platform criteo() {
        return new Platform(
                List.of(EventField.CRITEO_GUM),
                true,
                Duration.ofDays(3),
                Map.of(),
                "",
                "Criteo Commerce Growth, Assets, Events tracking",
                "Look for sales and the share with a known user.");
    }

    private static Platform awin() {
        return new Platform(
                List.of(EventField.AWC),
                false,
                Duration.ofDays(30),
                Map.of("test-mode", "false"),
                "https://ui.awin.com/",
                "Awin, Reports, Transactions, and Toolbox, Tracking diagnosis",
                "Look for the order id as reference of a transaction.");
    }

    private static Platform taboola() {
        return new Platform(
                List.of(EventField.TBLCI),
                false,
                Duration.ofDays(30),
                Map.of(),
                "https://ads.taboola.com/",
                "Taboola Ads, Tracking, Conversions, the conversion",
                "Look whether its status turned active: Taboola answers the same to an event name"
                        + " that no conversion has, so the name must be exactly the one there.");
    }
}
