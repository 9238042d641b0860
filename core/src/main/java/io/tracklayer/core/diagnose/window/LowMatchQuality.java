// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.diagnose.Symptom;
import io.tracklayer.core.diagnose.window.Groups.Key;
import io.tracklayer.core.diagnose.window.Window.Sale;
import io.tracklayer.spi.EventField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Purchases without an e-mail or phone that platforms could match by. */
final class LowMatchQuality implements SymptomCheck {
    private static final List<EventField> IDENTITY = List.of(EventField.EMAIL, EventField.PHONE);

    @Override
    public Symptom symptom() {
        return Symptom.MATCH_QUALITY_LOW;
    }

    @Override
    public String looksAt() {
        return "e-mail and phone of the purchases, and what was left out of them; told from one"
                + " purchase in 20";
    }

    @Override
    public List<WindowFinding> check(Window window) {
        Groups unusable = new Groups();
        Groups thin = new Groups();
        List<Sale> sales = window.liveSales();
        for (Sale sale : sales) {
            Optional<String> note = note(sale);
            if (note.isPresent()) {
                unusable.add(
                        new Key("", Cause.IDENTITY_NOT_USABLE, note.get()),
                        Groups.proof(sale.stored()));
            } else if (IDENTITY.stream().noneMatch(sale.stored().event()::has)) {
                thin.add(
                        new Key(
                                "",
                                Cause.IDENTITY_THIN,
                                "the purchase has neither e-mail nor phone"),
                        Groups.proof(sale.stored()));
            }
        }
        List<WindowFinding> found = new ArrayList<>();
        for (Groups groups : List.of(unusable, thin)) {
            if (Share.some(groups.affected(), sales.size())) {
                found.addAll(groups.findings(State.WARNING, sales.size(), window.salesCut()));
            }
        }
        return found;
    }

    /** What the normaliser says of an e-mail or phone that it had to leave out. */
    private static Optional<String> note(Sale sale) {
        return sale.stored().notes().stream()
                .filter(
                        note ->
                                IDENTITY.stream()
                                        .anyMatch(field -> note.startsWith(field.path() + ":")))
                .findFirst();
    }
}
