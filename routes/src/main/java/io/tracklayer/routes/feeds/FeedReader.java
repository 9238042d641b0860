// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.config.SecretReferences;
import io.tracklayer.core.config.YamlFile;
import io.tracklayer.core.intake.LocalIntake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Makes a feed of a route file: its routes stand ready in a Camel context of their own and do not
 * run yet. Collects every problem before it gives up.
 */
final class FeedReader {
    /** What would lead into this process, run what it is given, or answer the network. */
    private static final Set<String> REFUSED =
            Set.of(
                    "bean",
                    "class",
                    "controlbus",
                    "dataset",
                    "dataset-test",
                    "direct",
                    "disruptor",
                    "docker",
                    "exec",
                    "language",
                    "mock",
                    "platform-http",
                    "ref",
                    "rest",
                    "rest-api",
                    "rest-openapi",
                    "seda",
                    "ssh",
                    "stub",
                    "vm");

    private static final Pattern LINE = Pattern.compile("line (\\d+), column (\\d+)");
    private static final long STOP_SECONDS = 10;

    private final Path configFolder;
    private final Map<String, String> environment;
    private final LocalIntake intake;
    private final Activities activities;

    FeedReader(
            Path configFolder,
            Map<String, String> environment,
            LocalIntake intake,
            Activities activities) {
        this.configFolder = configFolder;
        this.environment = environment;
        this.intake = intake;
        this.activities = activities;
    }

    /**
     * Reads a file.
     *
     * @param taken ids of routes that are not of this file
     * @throws InvalidConfigException with everything that is wrong with it
     */
    Feed read(FeedFile file, Set<String> taken) throws InvalidConfigException {
        YamlFile yaml =
                YamlFile.read(file.shownName(), file.text().getBytes(StandardCharsets.UTF_8));
        List<ConfigProblem> problems = new ArrayList<>(yaml.problems());
        if (problems.isEmpty()) {
            problems.addAll(new FeedGrammar(yaml, taken).check());
        }
        Secrets secrets = new Secrets(new SecretReferences(configFolder, environment));
        DefaultCamelContext context = context(file, secrets);
        if (yaml.tree() instanceof List<?> entries) {
            problems.addAll(new Loading(file, yaml, context, secrets).load(entries.size()));
        }
        if (problems.isEmpty()) {
            problems.addAll(prepared(file, context, secrets));
        }
        if (!problems.isEmpty()) {
            context.stop();
            throw new InvalidConfigException(problems.stream().distinct().sorted().toList());
        }
        return new Feed(file, context, secrets);
    }

    private DefaultCamelContext context(FeedFile file, Secrets secrets) {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.disableJMX();
        context.getCamelContextExtension()
                .setName("routes-" + file.name().replace(FeedFile.ENDING, ""));
        context.setAutoStartup(false);
        context.setSourceLocationEnabled(true);
        context.getShutdownStrategy().setTimeout(STOP_SECONDS);
        context.getPropertiesComponent().addPropertiesFunction(secrets.function("env"));
        context.getPropertiesComponent().addPropertiesFunction(secrets.function("file"));
        context.addComponent(IntakeComponent.SCHEME, new IntakeComponent(intake, activities));
        context.addRoutePolicyFactory((camel, id, route) -> new FeedPolicy(activities, secrets));
        context.getPropertiesComponent()
                .addOverrideProperty(
                        "config-folder", configFolder.toAbsolutePath().normalize().toString());
        CsvFormat.bind(context.getRegistry());
        Topics.bind(context);
        context.build();
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        health.setEnabled(true);
        health.setInitialState(HealthCheck.State.UP);
        health.register(health.resolveById("consumers"));
        return context;
    }

    /** What only shows when everything is put together: missing beans, formats, options. */
    private static List<ConfigProblem> prepared(
            FeedFile file, CamelContext context, Secrets secrets) {
        try {
            context.start();
            return List.of();
        } catch (RuntimeException | LinkageError failed) {
            return List.of(new ConfigProblem(file.shownName(), 0, 0, secrets.said(failed)));
        }
    }

    /** Loads a file's entries one by one, so that one that is wrong does not hide another. */
    private record Loading(
            FeedFile file, YamlFile yaml, DefaultCamelContext context, Secrets secrets) {

        List<ConfigProblem> load(int entries) {
            List<ConfigProblem> problems = new ArrayList<>();
            for (int i = 0; i < entries; i++) {
                int known = context.getRouteDefinitions().size();
                try {
                    PluginHelper.getRoutesLoader(context).loadRoutes(entry(i));
                    List<RouteDefinition> all = context.getRouteDefinitions();
                    for (RouteDefinition route : all.subList(known, all.size())) {
                        problems.addAll(endpoints(i, route));
                    }
                } catch (Exception | LinkageError wrong) {
                    problems.add(located(i, wrong));
                }
            }
            return problems;
        }

        /** The lines of one entry where they stand in the file. */
        private Resource entry(int index) {
            String[] lines = file.text().split("\n", -1);
            int from = yaml.lineOf("/" + index) - 1;
            int to =
                    yaml.positions().containsKey("/" + (index + 1))
                            ? yaml.lineOf("/" + (index + 1)) - 1
                            : lines.length;
            String own = String.join("\n", Arrays.copyOfRange(lines, from, to));
            return ResourceHelper.fromString(file.name(), "\n".repeat(from) + own + "\n");
        }

        private ConfigProblem located(int index, Throwable wrong) {
            Matcher line = LINE.matcher(String.valueOf(wrong.getMessage()));
            String text = secrets.said(wrong).split("\n")[0];
            return line.find()
                    ? new ConfigProblem(
                            file.shownName(),
                            Integer.parseInt(line.group(1)),
                            Integer.parseInt(line.group(2)),
                            text)
                    : yaml.problemAt("/" + index, text);
        }

        private List<ConfigProblem> endpoints(int index, RouteDefinition route) {
            if (route.getInput() == null) {
                return List.of(
                        yaml.problemAt("/" + index, "a route begins with \"from\" and its uri"));
            }
            List<ConfigProblem> problems = new ArrayList<>();
            List<ProcessorDefinition<?>> outputs = route.getOutputs();
            List<EndpointRequiredDefinition> named = new ArrayList<>();
            named.add(route.getInput());
            named.addAll(
                    ProcessorDefinitionHelper.filterTypeInOutputs(
                            outputs, EndpointRequiredDefinition.class));
            for (EndpointRequiredDefinition each : named) {
                String problem = problem(each.getEndpointUri());
                if (!problem.isEmpty()) {
                    problems.add(at(index, each, problem));
                }
            }
            if (named.stream()
                    .noneMatch(each -> scheme(each.getEndpointUri()).equals("tracklayer"))) {
                problems.add(
                        yaml.problemAt(
                                "/" + index,
                                "the route leads nowhere; end it with"
                                        + " \"- to: tracklayer:STORE/SOURCE\""));
            }
            return problems;
        }

        private String problem(String uri) {
            if (uri == null) {
                return "the step names no endpoint; give it a uri";
            }
            String scheme = scheme(uri);
            if (REFUSED.contains(scheme)) {
                return "\"" + scheme + ":\" leads into the node or runs a program; not for routes";
            }
            if (scheme.contains("{{")) {
                return "write the endpoint's kind out; only its options may be references";
            }
            try {
                context.getEndpoint(uri);
                return "";
            } catch (RuntimeException | LinkageError unusable) {
                return secrets.said(unusable)
                        + "; correct the endpoint, or put its component's jars into lib/";
            }
        }

        private ConfigProblem at(int index, EndpointRequiredDefinition each, String problem) {
            int line =
                    each instanceof org.apache.camel.LineNumberAware aware
                            ? aware.getLineNumber()
                            : -1;
            return line > 0
                    ? new ConfigProblem(file.shownName(), line, 1, problem)
                    : yaml.problemAt("/" + index, problem);
        }

        private static String scheme(String uri) {
            return uri == null ? "" : uri.split(":", 2)[0].toLowerCase(Locale.ROOT);
        }
    }
}
