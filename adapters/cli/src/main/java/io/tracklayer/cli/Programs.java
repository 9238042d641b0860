// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

/** The programs the command line starts, by the name of their main class. */
final class Programs {
    static final String NODE = "io.tracklayer.routes.NodeMain";
    static final String NODE_READY = "tracklayer ready on ";
    static final String SANDBOX = "io.tracklayer.sandbox.SandboxMain";
    static final String SANDBOX_READY = "sandbox listening on ";

    /** Lists the plugins of an installation as JSON: {@code --config FOLDER}. */
    static final String PLUGINS = "io.tracklayer.routes.PluginsMain";

    /** Checks the route files of a configuration folder: {@code --config FOLDER}. */
    static final String ROUTES_CHECK = "io.tracklayer.routes.RoutesMain";

    /** Examines an installation and prints what it found as JSON: {@code --config FOLDER}. */
    static final String DOCTOR = "io.tracklayer.routes.doctor.DoctorMain";

    /** Prints the report on a plugin jar as JSON. */
    static final String VERIFY = "io.tracklayer.testkit.VerifyMain";

    static final String RIG = "io.tracklayer.rig.RigMain";
    static final String BENCH = "io.tracklayer.bench.BenchMain";

    /** Tells the benchmarks the class path of the node, which is not theirs. */
    static final String BENCH_NODE_CLASS_PATH = "tracklayer.bench.node-class-path";

    private Programs() {}
}
