// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.tracklayer.sandbox.platform.Accounts;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.Fault;
import io.tracklayer.sandbox.platform.FaultKind;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Platform;
import io.tracklayer.sandbox.platform.PlatformName;
import io.tracklayer.sandbox.platform.RecentList;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Leads each request to the platform, control, inspection or page it asks for. */
final class Router implements HttpHandler {
    private final Map<PlatformName, Platform> platforms;
    private final Map<PlatformName, RecentList<RecordedExchange>> exchanges =
            new EnumMap<>(PlatformName.class);
    private final Faults faults;
    private final Clock clock;
    private final FaultPlayer player;
    private final Control control;
    private final Inspection inspection;
    private final Pages pages;

    Router(
            Map<PlatformName, Platform> platforms,
            Accounts accounts,
            Faults faults,
            Clock clock,
            FaultPlayer player) {
        this.platforms = platforms;
        this.faults = faults;
        this.clock = clock;
        this.player = player;
        platforms
                .keySet()
                .forEach(
                        name ->
                                exchanges.put(
                                        name,
                                        new RecentList<>(
                                                2_000, 16_000_000, RecordedExchange::weight)));
        this.control = new Control(platforms, accounts, faults, clock, this::reset);
        this.inspection = new Inspection(platforms, exchanges);
        this.pages = new Pages(platforms, accounts, faults);
    }

    Control control() {
        return control;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            route(exchange, Call.read(exchange));
        } catch (IOException e) {
            // Ends the connection: the client left, or left us with half an answer.
            exchange.close();
            throw e;
        } catch (RuntimeException e) {
            // A defect of this server must show, and must not look like a platform's answer.
            System.err.println("sandbox: " + exchange.getRequestURI().getPath() + ": " + e);
            FaultPlayer.transmit(
                    exchange, Answer.json(500, Json.object().put("error", "sandbox defect: " + e)));
        }
    }

    private void route(HttpExchange exchange, Call call) throws IOException {
        Optional<PlatformName> platform = PlatformName.find(call.segment(0));
        if (call.tooLarge()) {
            String text = "the body is larger than " + Call.MAX_BODY_BYTES + " bytes";
            FaultPlayer.transmit(exchange, Answer.json(413, Json.object().put("error", text)));
        } else if (platform.isPresent() && call.segments().size() > 1) {
            play(exchange, call, platforms.get(platform.get()));
        } else {
            FaultPlayer.transmit(exchange, ownAnswer(call));
        }
    }

    private Answer ownAnswer(Call call) {
        return switch (call.segment(0)) {
            case "control" -> control.answer(call);
            case "inspect" -> inspection.answer(call);
            default -> pages.answer(call);
        };
    }

    private void play(HttpExchange exchange, Call call, Platform platform) throws IOException {
        String account = platform.accountOf(call);
        platform.ledger().countRequest(account);
        Optional<Fault> fault = faults.fire(platform.name(), account, call);
        Answer answer =
                fault.map(hit -> FaultAnswers.of(hit, platform, call))
                        .orElseGet(() -> platform.receive(call));
        boolean answered =
                fault.map(Fault::kind)
                        .map(kind -> kind != FaultKind.HANG && kind != FaultKind.RESET)
                        .orElse(true);
        // Noted before it is answered: whoever has the answer can already read the record.
        exchanges
                .get(platform.name())
                .add(
                        new RecordedExchange(
                                clock.instant(),
                                account,
                                call,
                                answered ? Optional.of(answer.status()) : Optional.empty(),
                                fault));
        if (fault.isPresent()) {
            player.play(exchange, answer, fault.get());
        } else {
            FaultPlayer.transmit(exchange, answer);
        }
    }

    private void reset() {
        platforms.values().forEach(Platform::reset);
        exchanges.values().forEach(RecentList::clear);
        faults.clear();
    }
}
