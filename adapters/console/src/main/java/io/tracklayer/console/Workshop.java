// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is under way, as a panel and as JSON. */
final class Workshop {
    /** Less is what any node is behind while it works. */
    private static final long WORTH_SAYING = 1_000;

    private Workshop() {}

    /** What this operator may see of it. */
    static List<Work> of(Visit visit) {
        List<Work> work = new ArrayList<>();
        NodeSigns signs = visit.evidence().signs();
        if (signs.rebuilding() || signs.behind() > WORTH_SAYING) {
            work.add(Work.catchUp(signs));
        }
        Merchants merchants = new Merchants(visit);
        visit.evidence().queries().replays().running().stream()
                .filter(replay -> merchants.sees(replay.order().filter()))
                .map(replay -> Work.of(replay, visit.clock().instant()))
                .forEach(work::add);
        signs.imports().stream()
                .filter(running -> merchants.seesStore(running.store()))
                .map(Work::of)
                .forEach(work::add);
        return work;
    }

    static Map<String, Object> json(List<Work> work) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("work", work.stream().map(Work::json).toList());
        return tree;
    }

    /** Stands on the page also when it is empty, so that a script can fill it. */
    static void panel(Html html, List<Work> work) {
        if (work.isEmpty()) {
            html.open("section", "id", "work", "class", "panel", "hidden", "hidden");
        } else {
            html.open("section", "id", "work", "class", "panel");
        }
        html.element("h2", "Under way").open("ul", "class", "work-list");
        work.forEach(one -> item(html, one));
        html.close().close();
    }

    private static void item(Html html, Work work) {
        html.open("li").element("strong", work.title());
        if (work.total() > 0) {
            html.element(
                    "progress",
                    "",
                    "max",
                    Long.toString(work.total()),
                    "value",
                    Long.toString(Math.min(work.done(), work.total())),
                    "aria-label",
                    work.title());
        }
        html.element("span", work.sentence());
        if (!work.cancel().isEmpty()) {
            html.open("span", "class", "why")
                    .text("End it: ")
                    .element("code", "tl replay cancel " + work.id())
                    .close();
        }
        html.close();
    }
}
