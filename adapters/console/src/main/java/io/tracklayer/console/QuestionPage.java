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

    /** Writes the answer to a question. */
    interface Answer {
        void write(Html html, Ground ground, Question question);
    }

    HttpOutput show(Visit visit, Answer answer) {
        Parameters query = visit.query().only("of", "destination", "merchant");
        Html html = Frame.begin(title, DiagnosePages.PATH);
        DiagnoseTabs.write(html, path, query.text("of"));
        DiagnoseForm.form(html, path, query);
        if (query.text("of").isEmpty()) {
            html.element("p", about);
        } else {
            Ground ground = DiagnoseDesk.ground(visit.evidence(), visit.operator());
            answer.write(html, ground, DiagnoseDesk.asked(query));
        }
        return Answers.page(200, html.document());
    }
}
