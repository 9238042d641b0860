// SPDX-License-Identifier: Apache-2.0
// Asks axe about the page; tells each violation with the first places it was found at.
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'] }).then(
  (result) => done(result.violations.map((violation) => violation.id + ': '
    + violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + node.failureSummary).join(' | '))),
  (failed) => done(['axe failed: ' + failed]));
