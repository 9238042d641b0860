// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** A Kafka broker as a process of its own. */
final class KafkaBroker implements AutoCloseable {
    private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qg";

    private final Path folder;
    private final int port = NodeProcess.freePort();
    private final Process process;

    private KafkaBroker(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Path settings = Files.createDirectories(folder).resolve("server.properties");
        Files.writeString(settings, settings(NodeProcess.freePort()));
        Process format =
                run("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", settings.toString());
        if (!format.waitFor(60, TimeUnit.SECONDS) || format.exitValue() != 0) {
            format.destroyForcibly();
            throw new IOException("the broker's folder cannot be made: " + output());
        }
        process = run("kafka.Kafka", settings.toString());
    }

    static KafkaBroker start(Path folder) throws IOException, InterruptedException {
        KafkaBroker broker = new KafkaBroker(folder);
        try {
            Awaitility.await("broker ready")
                    .atMost(Duration.ofSeconds(60))
                    .failFast("the broker ended", () -> !broker.process.isAlive())
                    .until(() -> broker.output().contains("Kafka Server started"));
            return broker;
        } catch (RuntimeException failed) {
            broker.close();
            throw new AssertionError(broker.output(), failed);
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Appends to a topic, which comes into being by that. */
    void send(String topic, List<byte[]> values) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        address(),
                        "acks",
                        "all",
                        "key.serializer",
                        ByteArraySerializer.class,
                        "value.serializer",
                        ByteArraySerializer.class);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
            values.forEach(value -> producer.send(record(topic, value)));
        }
    }

    /** With headers a careless route would take for its own. */
    private static ProducerRecord<byte[], byte[]> record(String topic, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, value);
        record.headers().add("CamelFileName", "/etc/evil".getBytes());
        record.headers().add("kafka.OVERRIDE_TOPIC", "elsewhere".getBytes());
        return record;
    }

    private String settings(int controller) {
        return String.join(
                "\n",
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controller,
                "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names=CONTROLLER",
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                "log.dirs=" + folder.resolve("log"));
    }

    private Process run(String mainClass, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-BytecodeVerificationRemote",
                        "-cp",
                        System.getProperty("java.class.path"),
                        mainClass));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return folder.resolve("output.txt");
    }

    private String output() throws IOException {
        return Files.readString(log());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
