// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.diagnose.ConsentDiagnostician;
import io.tracklayer.core.diagnose.ConsentJson;
import io.tracklayer.core.diagnose.DedupDiagnostician;
import io.tracklayer.core.diagnose.DedupJson;
import io.tracklayer.core.diagnose.DiagnosisJson;
import io.tracklayer.core.diagnose.Diagnostician;
import io.tracklayer.core.diagnose.Ground;
import io.tracklayer.core.diagnose.Question;
import java.util.List;
import java.util.Map;

/** What is asked about one conversion: which questions there are, and their answers as JSON. */
final class DiagnoseDesk {
    /** Where a question is answered, by POST too, so that what names a person stays out of it. */
    static final String API = "/api/v1/diagnose";

    static final String DEDUP = API + "/dedup";
    static final String CONSENT = API + "/consent";
    static final List<String> PATHS = List.of(API, DEDUP, CONSENT);

    private DiagnoseDesk() {}

    /** The evidence as an operator may see it. */
    static Ground ground(Evidence evidence, Operator operator) {
        Standing.Board board = evidence.board();
        return new Ground(
                evidence.queries(),
                board.configuration(),
                board.pauses(),
                evidence.sending().standing(),
                operator::sees,
                board.now());
    }

    /** The question a GET asks. Addresses are kept by browsers, proxies and logs. */
    static Question asked(Parameters query) {
        Question question =
                question(query.text("of"), query.text("destination"), query.text("merchant"));
        if (question.personal()) {
            throw new BadParameterException(
                    "an e-mail address, telephone number or hash does not belong into an address;"
                            + " send it by POST as {\"of\":\"…\"}, or use tl diagnose");
        }
        return question;
    }

    /** A question, checked. */
    static Question question(String of, String destination, String merchant) {
        try {
            return new Question(of, destination, merchant);
        } catch (IllegalArgumentException unusable) {
            throw new BadParameterException("parameter \"of\": " + unusable.getMessage());
        }
    }

    /** The answer to a question at a path. */
    static Map<String, Object> answer(String path, Question question, Ground ground) {
        try {
            return switch (path) {
                case DEDUP -> DedupJson.toTree(new DedupDiagnostician(ground).answer(question));
                case CONSENT ->
                        ConsentJson.toTree(new ConsentDiagnostician(ground).answer(question));
                default -> DiagnosisJson.toTree(new Diagnostician(ground).answer(question));
            };
        } catch (IllegalArgumentException unknown) {
            throw new BadParameterException(unknown.getMessage());
        }
    }
}
