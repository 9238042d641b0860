// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import io.tracklayer.rules.Rehearsal;
import io.tracklayer.rules.RulesDeskException;
import io.tracklayer.source.custom.WebhookDesk;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Checks and tries mappings of webhooks. Exit codes: 0 all is well, 1 something is wrong. */
@Command(
        name = "webhooks",
        description = "Check, test and try mappings of custom webhooks; no node is needed.")
final class WebhooksCommand implements Runnable {
    private static final String SUFFIX = ".webhook.yaml";

    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "config",
            scope = ScopeType.INHERIT,
            description = "Configuration folder. Default: ${DEFAULT-VALUE}")
    private Path config;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: tl webhooks check, test, dry-run or schema");
    }

    @Command(name = "check", description = "Read mappings and say everything that is wrong.")
    int check(
            @Parameters(
                            arity = "0..*",
                            paramLabel = "FILE",
                            description =
                                    "Mappings. Default: all in webhooks of the configuration.")
                    List<Path> files) {
        WebhooksReport report = new WebhooksReport(out(), json);
        for (Path file : mappings(files)) {
            report.add(file, WebhookDesk.check(text(file)), 0);
        }
        return report.print("problem");
    }

    @Command(
            name = "test",
            description = "Decode every example of mappings and compare with what is expected.")
    int test(
            @Parameters(
                            arity = "0..*",
                            paramLabel = "FILE",
                            description =
                                    "Mappings. Default: all in webhooks of the configuration.")
                    List<Path> files) {
        WebhooksReport report = new WebhooksReport(out(), json);
        for (Path file : mappings(files)) {
            WebhookDesk.TestReport tested =
                    WebhookDesk.test(text(file), name -> bytes(file.resolveSibling(name)));
            report.add(file, tested.failures(), tested.examples());
        }
        return report.print("failure");
    }

    @Command(name = "schema", description = "Print the JSON Schema of mappings.")
    int schema() {
        out().print(WebhookDesk.schema());
        out().flush();
        return 0;
    }

    @Command(
            name = "dry-run",
            description =
                    "Show what a mapping makes of one request and what each destination of the"
                            + " configuration would decide. Nothing is verified, stored or sent.")
    int dryRun(
            @Parameters(paramLabel = "FILE", description = "The mapping.") Path file,
            @Option(
                            names = "--payload",
                            paramLabel = "FILE",
                            description = "What the request carries; none for GET.")
                    Path payload,
            @Option(
                            names = "--header",
                            paramLabel = "NAME:VALUE",
                            description = "A header of the request; may be repeated.")
                    List<String> headers,
            @Option(
                            names = "--query",
                            paramLabel = "NAME=VALUE",
                            description = "A parameter of its address; may be repeated.")
                    List<String> query,
            @Option(
                            names = "--method",
                            defaultValue = "POST",
                            paramLabel = "METHOD",
                            description = "POST, GET or ROUTE. Default: ${DEFAULT-VALUE}")
                    String method,
            @Option(
                            names = "--store",
                            defaultValue = "",
                            paramLabel = "ID",
                            description = "Whose request it is, when there are several stores.")
                    String store) {
        String mapping = text(file);
        List<WebhookDesk.Finding> problems = WebhookDesk.check(mapping);
        if (!problems.isEmpty()) {
            WebhooksReport report = new WebhooksReport(out(), json);
            report.add(file, problems, 0);
            return report.print("problem");
        }
        InboundRequest request =
                WebhookDesk.request(
                        method,
                        parameters(query),
                        headers(headers),
                        payload == null ? new byte[0] : required(payload),
                        Instant.now());
        WebhookTrial trial = new WebhookTrial(rehearsal(store), request.receivedAt());
        try {
            List<Decoded> decoded = WebhookDesk.decode(mapping, request);
            trial.print(out(), decoded, json);
        } catch (MalformedInputException malformed) {
            throw new CliFailure(
                    "the request cannot be read: "
                            + malformed.getMessage()
                            + " ("
                            + malformed.code()
                            + ")",
                    malformed);
        }
        return 0;
    }

    /** Without a configuration that can be read, the mapping alone is tried. */
    private Optional<Rehearsal> rehearsal(String store) {
        try {
            return Optional.of(new Rehearsal(config, store));
        } catch (RulesDeskException unusable) {
            spec.commandLine()
                    .getErr()
                    .println(unusable.getMessage() + "\nSo only the mapping itself is tried.");
            spec.commandLine().getErr().flush();
            return Optional.empty();
        }
    }

    private List<Path> mappings(List<Path> named) {
        if (named != null) {
            return named;
        }
        Path folder = config.resolve("webhooks");
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException none) {
            throw new CliFailure(
                    "there is no folder "
                            + folder
                            + "; name the mapping, or the configuration"
                            + " folder with --config",
                    none);
        }
    }

    private static Map<String, String> headers(List<String> given) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        for (String header : given == null ? List.<String>of() : given) {
            String[] parts = pair(header, ":");
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
        return headers;
    }

    private static Map<String, List<String>> parameters(List<String> given) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : given == null ? List.<String>of() : given) {
            String[] parts = pair(parameter, "=");
            parameters.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
        }
        return parameters;
    }

    private static String[] pair(String given, String sign) {
        String[] parts = given.split(sign, 2);
        if (parts.length < 2 || parts[0].isBlank()) {
            throw new CliFailure("\"" + given + "\" must have the form NAME" + sign + "VALUE");
        }
        return new String[] {parts[0].strip(), parts[1].strip()};
    }

    private static String text(Path file) {
        return new String(required(file), StandardCharsets.UTF_8);
    }

    private static byte[] required(Path file) {
        return bytes(file)
                .orElseThrow(
                        () ->
                                new CliFailure(
                                        "cannot read "
                                                + file
                                                + "; check the name and its permissions"));
    }

    private static Optional<byte[]> bytes(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
