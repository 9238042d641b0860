// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import static io.tracklayer.source.custom.Given.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake is said with its line and what to do. */
class MappingProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ event: purchase_place, fields: {} } | Did you mean \"purchase_placed\"?",
                "{ event: lead_submitted, fields: { user.emial: /a } } | Did you mean \"user.email\"?",
                "{ event: lead_submitted, fields: { items: /a } } | has a key of its own",
                "{ event: lead_submitted, fields: { user.email: email } } | no JSON Pointer: it must begin with /",
                "{ event: lead_submitted, fields: { user.email: /a~2 } } | no JSON Pointer",
                "{ event: lead_submitted, fields: { user.email: {} } } | exactly one of at, header, query",
                "{ event: lead_submitted, fields: { user.email: { at: /a, header: b } } } | exactly one of",
                "{ event: lead_submitted, fields: { user.email: { header: Authorization } } } | never kept",
                "{ event: lead_submitted, fields: { user.email: { query: Key } } } | is where keys are",
                "{ event: lead_submitted, when: { 'query:k': a } } | is where keys are",
                "{ event: lead_submitted, fields: { user.email: { at: /a, unit: minor } } } | is for amounts only",
                "{ event: lead_submitted, fields: { value: { at: /a, format: yyyy } } } | is for occurred_at only",
                "{ event: lead_submitted, fields: { value: { at: /a, unit: minor } } } | needs to know the currency",
                "{ event: lead_submitted, fields: { value: { at: /a, otherwise: 1 } } } | belongs to a \"table\"",
                "{ event: lead_submitted, occurred_at: { at: /a, format: 'yyy{' } } | no pattern for times",
                "{ event: lead_submitted, occurred_at: { at: /a, zone: Berlin } } | no time zone",
                "{ event: lead_submitted, action_source: shop } | no action source",
                "{ event: lead_submitted, consent: { marketting: /a } } | Did you mean \"marketing\"?",
                "{ event: lead_submitted, items: { list: /l, each: { prize: /p } } } | Did you mean \"price\"?",
                "{ event: lead_submitted, itmes: {} } | unknown key \"itmes\"",
                "{ event: purchase_placed, fields: { value: /v } } | cannot do without order_id",
                "{ event: { at: /t, table: { a: lead_sent } } } | none of the event names",
                "{ event: lead_submitted, fields: { user.email: { jq: '.a -' } } } | it is not jq",
                "{ event: lead_submitted, fields: { user.email: { jq: 'env' } } } | \"env\" is not available",
                "{ event: lead_submitted, fields: { user.email: { jq: '.a', of: document } } } | leave \"of\" out",
                "{ event: lead_submitted, when: { type: a } } | no JSON Pointer",
                "{ event: lead_submitted, when: { /a: { equal: 1 } } } | unknown key \"equal\"",
            })
    void aMistakeInAnEntryIsSaidWithItsLine(String entry, String sentence) {
        List<String> problems = problems(Given.mapping("events:\n  - " + entry + "\n"));
        assertTrue(!problems.isEmpty() && problems.get(0).startsWith("4: "), problems.toString());
        assertTrue(problems.get(0).contains(sentence), problems.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verify: {} | takes exactly one of preset",
                "verify: { preset: github, none: unsafe } | takes exactly one of preset",
                "verify: { none: true } | must be the constant value",
                "verify: { preset: githup } | Did you mean \"github\"?",
                "verify: { hmac: { header: X, signed: '{timestamp}{body}' } } | belong together",
                "verify: { hmac: { header: X, timestamp-header: T } } | belong together",
                "verify: { hmac: { header: X, signed: '{id}.{body}' } } | \"id-header\" belong together",
                "verify: { hmac: { header: X, tolerance: 5m } } | needs a signed {timestamp}",
                "verify: { hmac: { header: X, signed: '{timestamp}' } } | does not match",
                "verify: { token: { header: X, query: key } } | not in both",
            })
    void aMistakeInTheProofIsSaidWithItsLine(String verify, String sentence) {
        List<String> problems =
                problems("version: 1\n" + verify + "\nevents: [{ event: lead_submitted }]\n");
        assertTrue(!problems.isEmpty() && problems.get(0).startsWith("2: "), problems.toString());
        assertTrue(problems.get(0).contains(sentence), problems.toString());
    }

    @Test
    void allMistakesAreSaidAtOnceInTheOrderOfTheFile() {
        List<String> problems =
                problems(
                        Given.mapping(
                                """
                                methods: [GET]
                                events:
                                  - event: lead_submited
                                    fields:
                                      user.mail: /a
                                      value: b
                                """));
        assertEquals(List.of("5", "7", "8"), problems.stream().map(p -> p.split(":")[0]).toList());
    }

    @Test
    void aSignatureCannotProveARequestWithoutABody() {
        List<String> problems =
                problems(
                        "version: 1\nverify: { preset: github }\nmethods: [GET]\nevents: [{ event: lead_submitted }]\n");
        assertTrue(problems.get(0).startsWith("3: a GET request has no body"), problems.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'version: [1' | this is not YAML",
                "'version: 1\nversion: 1' | ",
                "'version: !!str 1' | ",
                "'a: &x 1\nb: *x' | ",
                "'' | needs the key \"version\"",
            })
    void aFileThatIsNoMappingSaysSo(String text, String sentence) {
        List<String> problems = problems(text.isEmpty() ? "{}" : text);
        assertTrue(!problems.isEmpty(), text);
        assertTrue(problems.toString().contains(sentence == null ? "" : sentence), "" + problems);
    }

    @Test
    void theHeaderOfTheTokenCannotBeReadBecauseItIsNeverKept() {
        List<String> problems =
                problems(
                        "version: 1\nverify: { token: { header: X-Token } }\nevents: [{ event: lead_submitted, event_id: { header: x-token } }]\n");
        assertTrue(
                problems.get(0).startsWith("2: the header \"x-token\" holds the token"),
                "" + problems);
    }

    @Test
    void anExampleExpectsOneResultOfOneBody() {
        List<String> problems =
                problems(
                        Given.mapping(
                                """
                                events: [{ event: lead_submitted }]
                                examples:
                                  - name: two of each
                                    given: { json: { a: 1 }, body: x }
                                    expect: { event: lead_submitted, ignored: x }
                                """));
        assertEquals(2, problems.size(), problems.toString());
    }
}
