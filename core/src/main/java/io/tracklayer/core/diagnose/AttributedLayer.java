// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Layer E: what the node can know about whether a platform can count it for an ad. */
final class AttributedLayer {
    private static final Pattern FBC = Pattern.compile("fb\\.\\d\\.(\\d{13})\\..+");
    private static final int FEW_KEYS = 3;
    private static final Map<String, String> BROWSER_IDS =
            Map.of(
                    "meta", " such as fbp",
                    "tiktok", " such as ttp",
                    "ga4", " such as the client id of the _ga cookie");

    /** What is weak, the worst first; one finding that the rest is the platform's otherwise. */
    List<Finding> of(Case one, Finding accepted) {
        if (!one.is(DeliveryStatus.DELIVERED) || accepted.state() == State.FAILED) {
            return List.of(
                    one.finding(
                            Layer.ATTRIBUTED,
                            State.NOT_REACHED,
                            null,
                            "The platform does not have it.",
                            ""));
        }
        Platform platform = Platform.of(one.plugin());
        List<Finding> weak = new ArrayList<>();
        test(one, platform).ifPresent(weak::add);
        if (platform.people()) {
            copies(one).ifPresent(weak::add);
        }
        click(one, platform).ifPresent(weak::add);
        if (platform.people() && !platform.clicks().isEmpty()) {
            match(one).ifPresent(weak::add);
        }
        if (weak.isEmpty()) {
            weak.add(fine(one, platform));
        }
        return List.copyOf(weak);
    }

    private static Finding fine(Case one, Platform platform) {
        return one.finding(
                Layer.ATTRIBUTED,
                State.UNKNOWN,
                Cause.PLATFORM_SIDE,
                "All that can be seen from here is in order; " + theirs(platform),
                proofs(one, platform),
                platform.place(one.config())
                        .map(place -> "Look there: " + place.menu() + ". " + place.look())
                        .orElse(
                                "Look at the receiver for the event id "
                                        + Say.quoted(one.event().eventId())
                                        + "."));
    }

    private static String theirs(Platform platform) {
        if (!platform.clicks().isEmpty()) {
            return "whether the platform counts it for an ad, only the platform knows.";
        }
        return platform.menu().isEmpty()
                ? "what the receiver makes of it, only the receiver knows."
                : "how the platform shows and uses it, only the platform knows.";
    }

    private static List<Proof> proofs(Case one, Platform platform) {
        List<Proof> proofs = new ArrayList<>();
        String link = Links.event(one.stored().seq());
        MatchKeys keys = MatchKeys.of(one.given());
        if (!keys.present().isEmpty()) {
            proofs.add(new Proof("the event carries " + Say.list(keys.present()), link));
        }
        clickOf(one.given(), platform)
                .ifPresent(found -> proofs.add(new Proof(found.words(one.event()), link)));
        one.last()
                .ifPresent(
                        row ->
                                proofs.add(
                                        new Proof(
                                                "sent "
                                                        + Say.span(
                                                                Duration.between(
                                                                        one.event().eventTime(),
                                                                        row.attempt().startedAt()))
                                                        + " after it happened",
                                                Links.attempt(row.attempt().id()))));
        return proofs;
    }

    private static Optional<Finding> test(Case one, Platform platform) {
        Optional<String> setting = platform.testSetting(one.config());
        if (one.event().test()) {
            return Optional.of(
                    one.finding(
                            Layer.ATTRIBUTED,
                            State.WARNING,
                            Cause.TEST_MODE,
                            "The source marked it as a test, and it was sent as one: platforms show"
                                    + " such events in their test tools, and most do not count them.",
                            "For a real order have the source leave the test mark out."));
        }
        return setting.map(
                name ->
                        one.finding(
                                Layer.ATTRIBUTED,
                                State.WARNING,
                                Cause.TEST_MODE,
                                "The setting "
                                        + name
                                        + " is set, so everything is sent as a test"
                                        + (platform.countsTests()
                                                ? ", which this platform counts all the same."
                                                : " and is lost for ads and reports."),
                                "Remove " + name + " from " + one.file() + "."));
    }

    private record Click(EventField field, Optional<Instant> seen) {
        String words(Event event) {
            return field.path()
                    + " is there"
                    + seen.map(
                                    at ->
                                            ", seen "
                                                    + Say.span(
                                                            Duration.between(at, event.eventTime()))
                                                    + " before the event")
                            .orElse("");
        }
    }

    private static Optional<Click> clickOf(Event event, Platform platform) {
        return platform.clicks().stream()
                .filter(event::has)
                .findFirst()
                .map(field -> new Click(field, seen(event.fields().get(field))));
    }

    private static Optional<Instant> seen(Object value) {
        if (value instanceof ClickId click) {
            return click.seen();
        }
        Matcher cookie = FBC.matcher(String.valueOf(value));
        return cookie.matches()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(cookie.group(1))))
                : Optional.empty();
    }

    private static Optional<Finding> click(Case one, Platform platform) {
        if (platform.clicks().isEmpty()) {
            return Optional.empty();
        }
        Optional<Click> click = clickOf(one.given(), platform);
        if (click.isEmpty()) {
            return Optional.of(gone(one, platform));
        }
        Event event = one.event();
        return click.flatMap(Click::seen)
                .map(seen -> Duration.between(seen, event.eventTime()))
                .filter(age -> age.compareTo(platform.window()) > 0)
                .map(
                        age ->
                                one.finding(
                                        Layer.ATTRIBUTED,
                                        State.WARNING,
                                        Cause.OUTSIDE_WINDOW,
                                        "The click was "
                                                + Say.span(age)
                                                + " before the event; this platform counts clicks"
                                                + " of "
                                                + Say.span(platform.window())
                                                + " as a rule.",
                                        proofs(one, platform),
                                        "Nothing to correct here. A longer attribution window is a"
                                                + " setting of the campaign."));
    }

    private static Finding gone(Case one, Platform platform) {
        boolean stripped = clickOf(one.event(), platform).isPresent();
        String names = Say.list(platform.clicks().stream().map(EventField::path).toList());
        return one.finding(
                Layer.ATTRIBUTED,
                State.WARNING,
                Cause.CLICK_ID_GONE,
                stripped
                        ? "The click id was taken out before sending, as consent or a rule asks."
                        : "It has no click id of this platform ("
                                + names
                                + "), so the platform has to match by person, or the buyer did not"
                                + " come by its ads.",
                proofs(one, platform),
                stripped
                        ? "See which rule took it out: tl diagnose consent "
                                + Question.event(one.stored().seq())
                        : "If an ad brought the buyer: check that the landing page has /tl.js and"
                                + " that no redirect drops the parameter.");
    }

    private static Optional<Finding> copies(Case one) {
        if (!one.event().name().purchaseLike()) {
            return Optional.empty();
        }
        boolean browser = saw(one.stored(), Authority.BROWSER);
        boolean server = saw(one.stored(), Authority.ORDER_SYSTEM);
        if (browser == server) {
            return Optional.empty();
        }
        return Optional.of(
                browser
                        ? one.finding(
                                Layer.ATTRIBUTED,
                                State.WARNING,
                                Cause.SERVER_COPY_MISSING,
                                "Only the page reported it, so what the shop knows of the buyer is"
                                        + " missing.",
                                "Check the shop's webhook for orders, and whether both give the"
                                        + " same order id: tl diagnose dedup "
                                        + Question.event(one.stored().seq()))
                        : one.finding(
                                Layer.ATTRIBUTED,
                                State.WARNING,
                                Cause.BROWSER_COPY_MISSING,
                                "Only the server reported it, so browser ids"
                                        + BROWSER_IDS.getOrDefault(one.plugin(), "")
                                        + " come from earlier visits or are missing.",
                                "Check that the thank-you page has /tl.js and reports the purchase"
                                        + " (docs/browser.md); a blocked page script is normal for"
                                        + " some buyers."));
    }

    /** Whether a copy of such a source is in the event; what was remembered is of no copy. */
    static boolean saw(StoredEvent stored, Authority side) {
        return stored.provenance().values().stream()
                .filter(from -> !from.observation().isEmpty())
                .map(Provenance::authority)
                .anyMatch(authority -> authority == side);
    }

    private static Optional<Finding> match(Case one) {
        MatchKeys keys = MatchKeys.of(one.given());
        if (keys.present().size() >= FEW_KEYS) {
            return Optional.empty();
        }
        return Optional.of(
                one.finding(
                        Layer.ATTRIBUTED,
                        State.WARNING,
                        Cause.MATCH_WEAK,
                        keys.present().isEmpty()
                                ? "The event carries nothing to match a person by."
                                : "The event carries little to match a person by: "
                                        + Say.list(keys.present())
                                        + ".",
                        "Missing: "
                                + Say.list(keys.missing())
                                + ". Have page and shop send them."));
    }
}
