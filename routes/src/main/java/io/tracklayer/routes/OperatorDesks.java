// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.Console;
import io.tracklayer.console.WindowPages;
import io.tracklayer.core.access.KeyCounts;
import io.tracklayer.core.access.Sessions;
import io.tracklayer.core.bundle.Bundler;
import io.tracklayer.core.diagnose.window.WindowDiagnosis;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.identity.IdentityDesk;
import io.tracklayer.core.intake.LocalIntake;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.core.replay.PauseDesk;
import io.tracklayer.core.replay.ReplayDesk;
import io.tracklayer.core.replay.ReprocessDesk;
import io.tracklayer.routes.feeds.Feeds;
import io.tracklayer.routes.feeds.FeedsEdge;
import io.tracklayer.routes.feeds.ImportEdge;
import io.tracklayer.routes.feeds.ImportsUnderway;
import io.tracklayer.routes.operator.AccessTrail;
import io.tracklayer.routes.operator.AccountDesk;
import io.tracklayer.routes.operator.AuditTrail;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the desks of a node out of its parts, in the order in which they are asked. */
final class OperatorDesks {
    private final Installed installed;
    private final Stored stored;
    private final Outgoing outgoing;
    private final Incoming incoming;
    private final Clock clock;

    OperatorDesks(
            Installed installed, Stored stored, Outgoing outgoing, Incoming incoming, Clock clock) {
        this.installed = installed;
        this.stored = stored;
        this.outgoing = outgoing;
        this.incoming = incoming;
        this.clock = clock;
    }

    /** What is installed and how it is set up. */
    record Installed(
            Path folder,
            Plugins plugins,
            ConfigurationWatch watch,
            String version,
            RecentLog log) {}

    /** Where it is kept. */
    record Stored(JdbcEvidenceStore store, Journal journal) {
        EvidenceQueries evidence() {
            return store.queries();
        }
    }

    /** What goes to platforms. */
    record Outgoing(Lanes lanes, AuthorisedSender sender, EndpointSender endpoints) {}

    /** What comes in by other ways than HTTP, and the keys it comes with by HTTP. */
    record Incoming(
            Feeds feeds,
            LocalIntake intake,
            ImportsUnderway imports,
            KeysView keys,
            KeyCounts counts) {}

    List<OperatorDesk> all(Console console, Sessions sessions, AccessTrail trail) {
        return Stream.of(
                        List.of(new AccountDesk(sessions)),
                        destinations(trail),
                        repeats(),
                        installation(),
                        questions(console, trail),
                        List.of(new ConsoleDesk(console)))
                .<OperatorDesk>flatMap(List::stream)
                .toList();
    }

    private List<OperatorDesk> destinations(AccessTrail trail) {
        ConfigurationWatch watch = installed.watch;
        ConnectionCheck check =
                new ConnectionCheck(watch::configuration, outgoing.lanes, outgoing.sender);
        ShipmentSender shipments = new ShipmentSender(outgoing.sender, outgoing.endpoints);
        return List.of(
                new ProbeDesk(check::of, watch::configuration, trail),
                new DestinationDesk(
                        watch::configuration,
                        new PauseDesk(stored.journal, stored.store, clock),
                        outgoing.lanes,
                        new DestinationSetUp(
                                installed.folder, installed.plugins, watch, check::check),
                        new TestEventDesk(outgoing.lanes, shipments, clock),
                        new AuditTrail(stored.journal, clock)));
    }

    private List<OperatorDesk> repeats() {
        ConfigurationWatch watch = installed.watch;
        return List.of(
                new ReplayEdge(
                        new ReplayDesk(stored.journal, stored.store, watch::active, clock),
                        watch::configuration,
                        clock),
                new ReprocessEdge(
                        new ReprocessDesk(stored.journal, stored.store, clock),
                        watch::configuration,
                        clock),
                new IdentityEdge(
                        new IdentityDesk(stored.journal, stored.store, clock),
                        stored.evidence().identities(),
                        watch::configuration));
    }

    private List<OperatorDesk> installation() {
        ConfigurationWatch watch = installed.watch;
        return List.of(
                new RulesEdge(watch, stored.evidence(), clock),
                new FeedsEdge(incoming.feeds, new AuditTrail(stored.journal, clock)),
                new ImportEdge(
                        incoming.intake,
                        stored.journal,
                        stored.store::appliedOffset,
                        stored.evidence(),
                        watch::active,
                        incoming.imports,
                        clock),
                new PluginsView(
                        installed.plugins,
                        () -> Optional.of(watch.configuration()),
                        outgoing.lanes::suspended),
                incoming.keys);
    }

    private List<OperatorDesk> questions(Console console, AccessTrail trail) {
        return List.of(
                new SearchDesk(console),
                new DiagnoseEdge(console),
                new WindowDesk(new WindowPages(windowDiagnosis(), clock)),
                new BundleDesk(bundler(), trail));
    }

    private WindowDiagnosis windowDiagnosis() {
        return new WindowDiagnosis(
                new WindowDiagnosis.Sources(
                        stored.evidence(),
                        stored.store.window(),
                        installed.watch::configuration,
                        outgoing.lanes::rateWaits,
                        incoming.counts,
                        destination -> WindowDesk.changed(installed.folder, destination)));
    }

    private Bundler bundler() {
        ConfigurationWatch watch = installed.watch;
        return new Bundler(
                stored.evidence(),
                watch::active,
                new BundleSurroundings(
                        installed.version,
                        stored.journal,
                        stored.store,
                        watch::rulesFolder,
                        installed.log),
                outgoing.lanes::status,
                clock);
    }
}
