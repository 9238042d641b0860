// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.TrackLayerPlugin;
import io.tracklayer.testkit.contract.Contract;
import io.tracklayer.testkit.contract.Example;
import io.tracklayer.testkit.contract.Result;
import io.tracklayer.testkit.contract.Subject;
import io.tracklayer.testkit.contract.VerifyFile;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every destination must do, whatever its platform, as JUnit tests. Extend it, give id,
 * settings and the events that must be sent, and add tests of your own for exact requests and
 * answers. A failure says in brackets what an exemption from it would be called. What the plugin's
 * {@code META-INF/tracklayer/verify.json} says is known here, too.
 */
public abstract class DestinationContract {

    /** Id of the destination under test, as its descriptor gives it. */
    protected abstract String id();

    /**
     * Working settings of an instance, as texts per name; secrets included, no defaults, lists with
     * commas.
     */
    protected abstract Map<String, String> settings();

    /** Events the destination must send (not skip) when everything is known and granted. */
    protected abstract List<EventName> sent();

    /**
     * Further events to try, for what only special fields show, such as cookies of the platform;
     * none by default. Give each an id of its own.
     */
    protected List<Event> events() {
        return List.of();
    }

    /**
     * Whether the platform takes plain e-mail addresses and phone numbers under some settings; by
     * default only hashes may leave.
     */
    protected boolean takesPlainIdentifiers() {
        return false;
    }

    /**
     * Texts to try for a setting, where one made up from its declaration would be nonsense; none by
     * default.
     */
    protected Map<String, List<String>> samples() {
        return Map.of();
    }

    /**
     * Demands that cannot hold for this platform, each with the reason; none by default. A name is
     * what a failure shows in brackets, e.g. {@code settings-used:ip-override}.
     */
    protected Map<String, String> exemptions() {
        return Map.of();
    }

    /**
     * Answers of the platform by name, with what they mean; none by default. Give one of each kind
     * the platform is known for: taken, taken before, busy, token refused, record refused.
     */
    protected Map<String, Example> answers() {
        return Map.of();
    }

    /** One test per demand of the contract. */
    @TestFactory
    final Stream<DynamicTest> contract() {
        Subject subject =
                new Subject(
                        loader(),
                        id(),
                        settings(),
                        sent(),
                        events(),
                        takesPlainIdentifiers(),
                        samples(),
                        exemptions(),
                        answers());
        VerifyFile file = VerifyFile.in(loader());
        Contract contract = Contract.of(file.completed(subject));
        DynamicTest readable =
                DynamicTest.dynamicTest(
                        VerifyFile.PATH + " is understood",
                        () -> assertEquals(List.of(), file.problems()));
        Stream<DynamicTest> demands =
                contract.checks().stream()
                        .map(
                                check ->
                                        DynamicTest.dynamicTest(
                                                contract.title(check),
                                                () -> judge(contract.result(check))));
        return Stream.concat(Stream.of(readable), demands);
    }

    private static void judge(Result result) {
        switch (result.status()) {
            case PASSED -> {}
            case FAILED ->
                    fail(
                            "the contract demands that "
                                    + result.title()
                                    + ":\n"
                                    + String.join("\n", result.problems()));
            case NOT_RUN -> abort("an earlier failure left nothing to look at");
        }
    }

    /** Where the plugin is found: on the class path of the tests. */
    protected ClassLoader loader() {
        return getClass().getClassLoader();
    }

    /** The destination, loaded the way the host loads it. */
    protected final Destination destination() {
        return ServiceLoader.load(TrackLayerPlugin.class, loader()).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(plugin -> plugin.destinations().stream())
                .filter(found -> found.descriptor().id().equals(id()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "no plugin on the class path provides destination \""
                                                + id()
                                                + "\"; is META-INF/services/"
                                                + TrackLayerPlugin.class.getName()
                                                + " there?"));
    }

    /** The settings with the given names changed; {@code changes} alternates names and values. */
    protected final Settings settingsWith(String... changes) {
        return given().settings(changes);
    }

    /** The context of the host, two seconds after the events. */
    protected HostContext context() {
        return GivenDestination.CONTEXT;
    }

    /** The record of an event that must be sent. */
    protected final PlatformRecord recordOf(Event event, String... settingChanges) {
        return given().record(event, context(), settingChanges);
    }

    /** The skip of an event that must not be sent. */
    protected final Mapping.Skip skipOf(Event event, String... settingChanges) {
        return given().skip(event, context(), settingChanges);
    }

    private GivenDestination given() {
        return GivenDestination.of(destination(), settings());
    }
}
