// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.diagnose.Ground;
import io.tracklayer.core.diagnose.Question;
import io.tracklayer.core.intake.HttpOutput;

/**
 * The frame of a page that answers one kind of question about one conversion.
 *
 * @param about what the page shows, while nothing is asked
 */
record QuestionPage(String title, String path, String about) {

    /** Writes the answer to a question, and tells it once more as text to hand on. */
    interface Answer {
        String write(Html html, Ground ground, Question question);
    }

    HttpOutput show(Visit visit, Answer answer) {
        Parameters query = visit.query().only("of", "destination", "merchant");
        Html html = Frame.begin(title, DiagnosePages.PATH);
        DiagnoseTabs.write(html, path, query.text("of"));
        if (query.text("of").isEmpty()) {
            DiagnoseForm.form(html, path, query);
            html.element("p", about);
        } else {
            Ground ground = DiagnoseDesk.ground(visit.evidence(), visit.operator());
            String text = answer.write(html, ground, DiagnoseDesk.asked(query));
            DiagnoseForm.again(html, path, query);
            DiagnoseForm.copyable(html, text);
        }
        return Answers.page(200, html.document());
    }
}
