// SPDX-License-Identifier: Apache-2.0
// Runs before each page's own scripts and keeps what only event data could have started.
window.sung = [];
window.canary = (number) => window.sung.push('canary ' + number);
for (const name of ['alert', 'confirm', 'prompt', 'open']) {
  window[name] = () => window.sung.push(name);
}
