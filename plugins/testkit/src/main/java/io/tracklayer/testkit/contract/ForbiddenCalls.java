// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.testkit.contract.ClassReferences.Member;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks in the classes of a plugin for what destinations may not do. Starts at the plugin and
 * follows every class it mentions that comes from the same jar or folder. It sees what a class
 * names, not what it reaches by reflection.
 */
final class ForbiddenCalls {
    private static final Pattern TYPES =
            Pattern.compile(
                    "java\\.net\\.(Socket|ServerSocket|DatagramSocket|MulticastSocket|URLConnection"
                            + "|HttpURLConnection|URLClassLoader|http\\..*)"
                            + "|javax\\.net\\..*|javax\\.naming\\..*|javax\\.script\\..*|javax\\.sql\\..*"
                            + "|java\\.sql\\..*|java\\.rmi\\..*|java\\.nio\\.channels\\..*|java\\.nio\\.file\\..*"
                            + "|java\\.io\\.(File|FileInputStream|FileOutputStream|FileReader|FileWriter"
                            + "|RandomAccessFile|ObjectInputStream|ObjectOutputStream)"
                            + "|java\\.lang\\.(Thread|ThreadGroup|ThreadLocal|Process|ProcessBuilder"
                            + "|Runtime|ClassLoader|ProcessHandle)"
                            + "|java\\.lang\\.reflect\\.(Method|Field|Constructor|Proxy)"
                            + "|java\\.util\\.(Timer|TimerTask|ServiceLoader|logging\\..*|prefs\\..*)"
                            + "|java\\.util\\.concurrent\\.(Executors|ExecutorService|ForkJoinPool.*"
                            + "|ThreadPoolExecutor|ScheduledThreadPoolExecutor|CompletableFuture"
                            + "|ThreadLocalRandom|CountDownLatch|Semaphore|CyclicBarrier|Phaser|Exchanger"
                            + "|[A-Za-z]*BlockingQueue|[A-Za-z]*BlockingDeque|locks\\.LockSupport)"
                            + "|java\\.security\\.SecureRandom|sun\\..*|jdk\\.internal\\..*");

    private static final Set<String> SYSTEM =
            Set.of("lineSeparator", "arraycopy", "identityHashCode");
    private static final Set<String> READ_A_CLOCK =
            Set.of("now", "systemUTC", "systemDefaultZone", "system", "systemDefault");
    private static final Set<String> OF_THE_MACHINE =
            Set.of("getDefault", "setDefault", "defaultCharset");
    private static final Set<String> WAIT =
            Set.of("wait", "notify", "notifyAll", "sleep", "parallel", "parallelStream", "forName");

    private static final Set<String> LOOK_UP =
            Set.of(
                    "getByName",
                    "getAllByName",
                    "getLocalHost",
                    "getHostName",
                    "getCanonicalHostName",
                    "isReachable");

    private final ClassLoader loader;
    private final List<Finding> findings = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private String home = "";

    private ForbiddenCalls(ClassLoader loader) {
        this.loader = loader;
    }

    /** Everything forbidden that the classes behind that one name. */
    static List<Finding> find(Class<?> plugin) {
        ForbiddenCalls search = new ForbiddenCalls(plugin.getClassLoader());
        search.home(plugin.getName()).ifPresent(home -> search.home = home);
        search.visit(plugin.getName());
        while (!search.open.isEmpty()) {
            search.look(search.open.remove());
        }
        return search.findings;
    }

    private void visit(String name) {
        if (seen.add(name) && home(name).filter(home::equals).isPresent()) {
            open.add(name);
        }
    }

    /** Where the class comes from: the jar or folder. */
    private Optional<String> home(String name) {
        URL place = loader.getResource(path(name));
        return Optional.ofNullable(place)
                .map(URL::toString)
                .map(url -> url.substring(0, url.length() - path(name).length()));
    }

    private static String path(String name) {
        return name.replace('.', '/') + ".class";
    }

    private void look(String name) {
        try (InputStream file = loader.getResourceAsStream(path(name))) {
            ClassReferences references = ClassReferences.read(file.readAllBytes());
            references.classes().stream()
                    .filter(type -> TYPES.matcher(type).matches())
                    .forEach(type -> findings.add(finding(type, name)));
            references.members().stream()
                    .filter(ForbiddenCalls::forbidden)
                    .forEach(call -> findings.add(finding(call.owner() + "." + call.name(), name)));
            references.classes().forEach(this::visit);
        } catch (IOException unreadable) {
            findings.add(
                    Finding.of(
                            name, name, "its class file cannot be read", "Build it with javac."));
        }
    }

    private static boolean forbidden(Member call) {
        return switch (call.owner()) {
            case "java.lang.System" -> !SYSTEM.contains(call.name());
            case "java.lang.Math", "java.lang.StrictMath" -> call.name().equals("random");
            case "java.util.UUID" -> call.name().equals("randomUUID");
            case "java.util.Random" ->
                    call.name().equals("<init>") && call.descriptor().startsWith("()");
            case "java.lang.String" -> dependsOnDefaults(call);
            case "java.util.Date", "java.util.GregorianCalendar" ->
                    call.name().equals("<init>") && call.descriptor().startsWith("()");
            case "java.net.InetAddress" -> LOOK_UP.contains(call.name());
            case "java.util.Calendar" -> call.name().equals("getInstance");
            default -> byName(call);
        };
    }

    private static boolean byName(Member call) {
        if (call.owner().startsWith("java.time.")) {
            return READ_A_CLOCK.contains(call.name())
                    && !call.descriptor().contains("Ljava/time/Clock;)");
        }
        return call.owner().startsWith("java.")
                && (OF_THE_MACHINE.contains(call.name()) || WAIT.contains(call.name()));
    }

    /** Text functions that take language or encoding from the machine. */
    private static boolean dependsOnDefaults(Member call) {
        return switch (call.name()) {
            case "getBytes", "toLowerCase", "toUpperCase" -> call.descriptor().startsWith("()");
            case "<init>" ->
                    call.descriptor().equals("([B)V") || call.descriptor().equals("([BII)V");
            case "formatted" -> true;
            case "format" -> !call.descriptor().startsWith("(Ljava/util/Locale;");
            default -> false;
        };
    }

    private static Finding finding(String call, String in) {
        return Finding.of(
                call,
                "class " + in,
                "it names " + call,
                "Destinations do no I/O, start no thread, never wait and take clock, language and"
                        + " randomness from nobody but their arguments.");
    }
}
