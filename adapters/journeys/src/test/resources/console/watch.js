// SPDX-License-Identifier: Apache-2.0
// Runs before each page's own scripts and keeps what went wrong on it.
window.problems = [];
addEventListener('error', (event) => window.problems.push('error: ' + (event.message || event.target)), true);
addEventListener('unhandledrejection', (event) => window.problems.push('rejection: ' + event.reason));
addEventListener('securitypolicyviolation', (event) =>
  window.problems.push('policy: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));
