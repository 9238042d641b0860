// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.contract.Result.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS = Map.of("token", Toy.TOKEN);

    @TempDir static Path folder;

    @AfterAll
    static void endTheThreadLeftBehind() {
        BusyToy.END.countDown();
    }

    @Test
    void aHealthyDestinationPassesEverything() {
        Contract contract = contract(subject(Toy.class));
        assertEquals(Map.of(), failures(contract));
        assertEquals(contract.checks().size(), contract.results().size());
        assertTrue(contract.results().stream().allMatch(r -> r.status() == Status.PASSED));
    }

    /** A toy, the checks that must fail and a part of the text they fail with. */
    static Stream<Arguments> defects() {
        return Stream.of(
                Arguments.of(BrokenToys.WithoutConstructor.class, "loads", "public constructor"),
                Arguments.of(BrokenToys.BadId.class, "identity", "\"My Toys\""),
                Arguments.of(BrokenToys.NewDescriptorEveryTime.class, "descriptor", "new object"),
                Arguments.of(BrokenToys.NegativeSkew.class, "limits", "futureSkew"),
                Arguments.of(BrokenToys.ShrinkingDelays.class, "redelivery", "first delay is PT2H"),
                Arguments.of(BrokenToys.StableWithoutExamples.class, "maturity", "stable"),
                Arguments.of(BrokenToys.NoPurposes.class, "purposes", "is null"),
                Arguments.of(BrokenToys.Undocumented.class, "settings-documented", "\"mode\""),
                Arguments.of(BrokenToys.FlagWithoutDefault.class, "settings-defaults", "\"fast\""),
                Arguments.of(BrokenToys.OpenKey.class, "settings-secret", "\"api-key\""),
                Arguments.of(BrokenToys.NoEndpoint.class, "settings-endpoint", "\"endpoint\""),
                Arguments.of(BrokenToys.UnusedSetting.class, "settings-used", "\"colour\""),
                Arguments.of(
                        BrokenToys.ThrowsOnLargeCarts.class,
                        "maps",
                        "a cart of 100 lines: map fails"),
                Arguments.of(BrokenToys.GivesNull.class, "maps", "map gives null"),
                Arguments.of(BrokenToys.SpokenCode.class, "skips", "Not an order"),
                Arguments.of(BrokenToys.NoSentence.class, "skips", "sentence=no order"),
                Arguments.of(BrokenToys.OtherEventId.class, "records", "\"toy-ord_548291"),
                Arguments.of(BrokenToys.FloatingPoint.class, "exact-numbers", "/score"),
                Arguments.of(BrokenToys.NullInRecord.class, "exact-numbers", "/note"),
                Arguments.of(BrokenToys.CannotPackTests.class, "packs", "a test event: pack fails"),
                Arguments.of(BrokenToys.TrailingBrace.class, "well-formed", "not JSON"),
                Arguments.of(BrokenToys.EmptyNote.class, "nothing-empty", "/data/*/note is empty"),
                Arguments.of(BrokenToys.HeaderInjection.class, "clean-fields", "X-Injected"),
                Arguments.of(
                        BrokenToys.ProbesElsewhere.class, "goes-to-endpoint", "connection check"),
                Arguments.of(BrokenToys.TooLarge.class, "fits", "of at most 2000"),
                Arguments.of(BrokenToys.WithExponent.class, "amounts", "exponent"),
                Arguments.of(BrokenToys.Rounded.class, "amounts", "does not hold 129.90"),
                Arguments.of(BrokenToys.PlainEmail.class, "hashed-people", "spi.identity"),
                Arguments.of(
                        BrokenToys.HashedTwice.class,
                        "hashed-once",
                        "a person hashed in upper case"),
                Arguments.of(BrokenToys.GossipingSkip.class, "people-in-reasons", "Name the field"),
                Arguments.of(BrokenToys.OpenToken.class, "secrets", "a request shows a secret"),
                Arguments.of(BrokenToys.SharedMode.class, "batch-keys", "differ in [address]"),
                Arguments.of(
                        BrokenToys.SharedModeInside.class, "batch-keys", "differ in [data/mode]"),
                Arguments.of(BrokenToys.FirstOnly.class, "batches", "a record is lost"),
                Arguments.of(BrokenToys.ReversesItsInput.class, "batches", "change the list"),
                Arguments.of(
                        BrokenToys.OneOutcomeForAll.class, "answers-understood", "2 record(s)"),
                Arguments.of(
                        BrokenToys.TrustsBodies.class,
                        "answers-understood",
                        "errors of another shape"),
                Arguments.of(BrokenToys.Wordless.class, "answers-worded", "HTTP 422"),
                Arguments.of(BrokenToys.GivesUpWhenBusy.class, "answers-later", "HTTP 429"),
                Arguments.of(BrokenToys.DeliveredWhenRefused.class, "answers-refused", "HTTP 403"),
                Arguments.of(BrokenToys.WorksWhenDown.class, "probe-answers", "HTTP 500"),
                Arguments.of(BrokenToys.Counting.class, "repeatable no-defaults", "differ again"),
                Arguments.of(BrokenToys.LocalFormat.class, "no-defaults", "Turkish machine"),
                Arguments.of(BrokenToys.Collecting.class, "changes-nothing", "the event was"),
                Arguments.of(ReachingToy.class, "forbidden-calls", "java.net.Socket"));
    }

    @ParameterizedTest(name = "{0} fails {1}")
    @MethodSource("defects")
    void eachDefectFailsItsOwnCheckAndNoOther(Class<?> toy, String checks, String text) {
        Map<String, List<String>> failures = failures(contract(subject(toy)));
        assertEquals(
                List.of(checks.split(" ")),
                failures.keySet().stream().sorted(Comparator.reverseOrder()).toList());
        List<String> problems = failures.get(checks.split(" ")[0]);
        assertTrue(problems.toString().contains(text), () -> problems.toString());
        assertTrue(problems.get(0).startsWith("[" + checks.split(" ")[0] + ":"));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                HealthyToys.AloneOrNested.class,
                HealthyToys.OncePerOrder.class,
                HealthyToys.Granting.class
            })
    void whatIsOnlyUnusualPasses(Class<?> toy) {
        assertEquals(Map.of(), failures(contract(subject(toy))));
    }

    @Test
    void aPluginThatIsNotThereIsMissed() {
        ToyLoader empty = new ToyLoader(folder, List.of());
        Contract contract = contract(Subject.of(empty, "toy", SETTINGS));
        assertEquals(List.of("loads"), List.copyOf(failures(contract).keySet()));
        assertTrue(failures(contract).toString().contains("no plugin provides \"toy\""));
    }

    @Test
    void oneIdTwiceIsOneTooMany() {
        ToyLoader two = new ToyLoader(folder, List.of(Toy.class, BrokenToys.BadId.class));
        Contract contract = contract(Subject.of(two, "toy", SETTINGS));
        assertTrue(failures(contract).get("loads").get(0).contains("2 destinations have the id"));
    }

    @Test
    void aCallThatDoesNotComeBackEndsTheSearch() {
        Contract contract = new Contract(subject(BlockingToy.class), Duration.ofMillis(300));
        assertEquals(List.of("returns"), List.copyOf(failures(contract).keySet()));
        assertEquals(Status.NOT_RUN, contract.result("maps").status());
    }

    @Test
    void aThreadLeftRunningIsNamed() {
        Map<String, List<String>> failures = failures(contract(subject(BusyToy.class)));
        assertEquals(List.of("forbidden-calls", "leaves-nothing"), List.copyOf(failures.keySet()));
        assertTrue(failures.get("leaves-nothing").get(0).contains("thread \"toy-work\""));
    }

    @Test
    void everyForbiddenCallIsNamedWithItsClass() {
        List<String> problems =
                failures(contract(subject(ReachingToy.class))).get("forbidden-calls");
        List<String> calls =
                ForbiddenCalls.find(ReachingToy.class).stream()
                        .map(Finding::subject)
                        .sorted()
                        .toList();
        assertEquals(
                List.of(
                        "java.lang.Runtime",
                        "java.lang.String.getBytes",
                        "java.lang.String.toLowerCase",
                        "java.lang.System.getenv",
                        "java.lang.System.nanoTime",
                        "java.net.Socket",
                        "java.nio.file.Files",
                        "java.nio.file.OpenOption",
                        "java.nio.file.Path",
                        "java.time.Clock.systemUTC",
                        "java.time.Instant.now",
                        "java.util.Random.<init>",
                        "java.util.UUID.randomUUID"),
                calls);
        assertTrue(
                problems.get(0)
                        .contains("class io.tracklayer.testkit.contract.ReachingToy$Helper"));
    }

    @Test
    void namedEventsMustBeSent() {
        Subject subject =
                with(List.of(EventName.PURCHASE_PLACED, EventName.LOGGED_IN), Map.of(), Map.of());
        assertTrue(failures(contract(subject)).get("sent").get(0).startsWith("[sent:logged_in]"));
    }

    @Test
    void settingsThatCannotBeReadAreNamed() {
        Subject bad = Subject.of(loader(Toy.class), "toy", Map.of("token", "t", "colour", "red"));
        assertEquals(List.of("settings-accepted"), List.copyOf(failures(contract(bad)).keySet()));
    }

    @Test
    void anExampleAnswerMustMeanWhatItShould() {
        Map<String, Example> answers =
                Map.of(
                        "taken", Example.of(OutcomeKind.DELIVERED, 200, ""),
                        "refused", Example.of(OutcomeKind.RETRY, 400, "{}"));
        Contract contract = contract(with(List.of(), Map.of(), answers));
        assertEquals(
                "[answers-examples:refused] example refused: it means permanent instead of retry."
                        + " Correct interpret or the example.",
                failures(contract).get("answers-examples").get(0));
    }

    @Test
    void anExemptionHoldsForWhatItNamesOnlyAndMustBeNeeded() {
        Subject unused = subject(BrokenToys.UnusedSetting.class);
        Map<String, String> exemptions =
                Map.of("settings-used:colour", "The platform's reports are not looked at here.");
        assertEquals(Map.of(), failures(contract(exempt(unused, exemptions))));
        assertEquals(
                List.of("exemptions"),
                List.copyOf(failures(contract(exempt(subject(Toy.class), exemptions))).keySet()));
        assertTrue(
                failures(contract(exempt(unused, Map.of("settings-used:colour", "because"))))
                        .get("exemptions")
                        .get(0)
                        .contains("has no reason"));
    }

    @Test
    void whatThePlatformTakesPlainNeedNotBeHashed() {
        Subject plain = subject(BrokenToys.PlainEmail.class);
        Subject declared =
                new Subject(
                        plain.loader(),
                        "toy",
                        SETTINGS,
                        List.of(),
                        List.of(),
                        true,
                        Map.of(),
                        Map.of(),
                        Map.of());
        assertEquals(Map.of(), failures(contract(declared)));
    }

    private static Contract contract(Subject subject) {
        return new Contract(subject, LIMIT);
    }

    private static ToyLoader loader(Class<?> toy) {
        return new ToyLoader(folder, List.of(toy));
    }

    private static Subject subject(Class<?> toy) {
        return Subject.of(loader(toy), "toy", SETTINGS);
    }

    private static Subject exempt(Subject subject, Map<String, String> exemptions) {
        return new Subject(
                subject.loader(),
                "toy",
                SETTINGS,
                List.of(),
                List.of(),
                false,
                Map.of(),
                exemptions,
                Map.of());
    }

    private static Subject with(
            List<EventName> sent, Map<String, String> exemptions, Map<String, Example> answers) {
        return new Subject(
                loader(Toy.class),
                "toy",
                SETTINGS,
                sent,
                List.of(),
                false,
                Map.of(),
                exemptions,
                answers);
    }

    private static Map<String, List<String>> failures(Contract contract) {
        Map<String, List<String>> failures = new TreeMap<>();
        contract.results().stream()
                .filter(result -> result.status() == Status.FAILED)
                .forEach(
                        result -> failures.put(result.check(), new ArrayList<>(result.problems())));
        return failures;
    }
}
