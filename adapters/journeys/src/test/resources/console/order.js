// SPDX-License-Identifier: Apache-2.0
// What a page must be like at any width; returns what is wrong.
const wrong = [];
const root = document.documentElement;
const named = (element) => element.tagName.toLowerCase() + (element.className ? '.' + element.className : '');
if (root.scrollWidth > root.clientWidth) {
  const wide = Array.from(document.querySelectorAll('body *'))
    .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
    .map(named);
  wrong.push('scrolls sideways at ' + root.clientWidth + ': ' + Array.from(new Set(wide)).slice(0, 5));
}
if (!root.lang) wrong.push('has no language');
if (!/\S/.test(document.title)) wrong.push('has no title');
for (const landmark of ['main', 'nav', 'h1', 'body > header']) {
  if (!document.querySelector(landmark)) wrong.push('has no ' + landmark);
}
if (document.querySelectorAll('h1').length !== 1) wrong.push('has more than one h1');
const levels = Array.from(document.querySelectorAll('h1,h2,h3,h4,h5,h6'))
  .filter((heading) => heading.checkVisibility()).map((heading) => Number(heading.tagName[1]));
levels.forEach((level, i) => {
  if (i > 0 && level > levels[i - 1] + 1) wrong.push('goes from h' + levels[i - 1] + ' to h' + level);
});
return wrong.concat(window.problems);
