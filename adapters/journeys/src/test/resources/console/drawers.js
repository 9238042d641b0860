// SPDX-License-Identifier: Apache-2.0
// Opens every drawer of the page in turn; tells how many canaries, or names of the host they ask, were seen in each.
const host = arguments[0];
const done = arguments[arguments.length - 1];
const pause = () => new Promise((go) => setTimeout(go, 5));
(async () => {
  const seen = [];
  for (const link of document.querySelectorAll('main a[data-drawer]')) {
    link.click();
    for (let i = 0; i < 1000 && !document.querySelector('dialog[open] h1'); i++) await pause();
    const dialog = document.querySelector('dialog[open]');
    for (const folded of dialog.querySelectorAll('details')) folded.open = true;
    const text = dialog.textContent;
    const times = text.split('canary').length + text.split(host).length - 2;
    seen.push(times > 0 ? times : link.href + ': ' + text);
    dialog.close();
    // closed as the page sees it once the history is back where it was
    while (document.querySelector('dialog') || (history.state && history.state.drawer)) await pause();
  }
  return seen;
})().then(done, (failed) => done(['failed: ' + failed]));
