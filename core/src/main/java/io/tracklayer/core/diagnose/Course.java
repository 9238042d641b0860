// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way of one event to one destination.
 *
 * @param destination id
 * @param outcome what became of it in a word or two, e.g. {@code not sent}
 * @param findings of all layers in their order, the worst of a layer first
 * @param place where the platform shows what it has, or null
 */
public record Course(String destination, String outcome, List<Finding> findings, Place place) {
    public Course {
        findings = List.copyOf(findings);
    }

    /** The findings of each layer, in order. */
    public Map<Layer, List<Finding>> layers() {
        Map<Layer, List<Finding>> layers = new EnumMap<>(Layer.class);
        for (Layer layer : Layer.values()) {
            layers.put(layer, findings.stream().filter(one -> one.layer() == layer).toList());
        }
        return layers;
    }

    /** How a layer stands: as the worst of its findings. */
    public static State state(List<Finding> ofLayer) {
        return ofLayer.stream()
                .map(Finding::state)
                .min(Comparator.comparingInt(Course::gravity))
                .orElse(State.NOT_REACHED);
    }

    /** What to say first: what it failed by, else what it waits for, else what is weak. */
    public Finding first() {
        return findings.stream()
                .min(Comparator.comparingInt(one -> gravity(one.state())))
                .orElseThrow();
    }

    /** Whether nothing ends it before the platform has it. */
    public boolean failed() {
        return findings.stream().anyMatch(one -> one.state() == State.FAILED);
    }

    /** The first thing that is wrong and what to do about it, in one line. */
    public String headline() {
        Finding first = first();
        String where =
                first.state() == State.OK || first.state() == State.UNKNOWN
                        ? ""
                        : "Layer " + first.layer().letter() + title(first) + ": ";
        String next = first.next().isEmpty() ? "" : " " + first.next();
        return destination + ": " + outcome + ". " + where + first.sentence() + next;
    }

    private static String title(Finding finding) {
        return Optional.ofNullable(finding.cause()).map(cause -> ", " + cause.title()).orElse("");
    }

    private static int gravity(State state) {
        return switch (state) {
            case FAILED -> 0;
            case PENDING -> 1;
            case WARNING -> 2;
            case UNKNOWN -> 3;
            case NOT_REACHED -> 4;
            case OK -> 5;
        };
    }

    /** What to do about everything that is wrong, the most important first, without repetition. */
    public List<String> steps() {
        return findings.stream()
                .filter(one -> one.state() != State.OK && one.state() != State.NOT_REACHED)
                .sorted(Comparator.comparingInt(one -> gravity(one.state())))
                .map(Finding::next)
                .filter(next -> !next.isEmpty())
                .distinct()
                .toList();
    }
}
