// What axe finds on a page, and what is wider than its place; the same for the window and the browser.

import { readFileSync } from 'node:fs';

const AXE = readFileSync(
  new URL('../../ui/node_modules/axe-core/axe.min.js', import.meta.url),
  'utf8',
);

/** A script's body that brings axe into the page. */
export const BRING_AXE = `if (!window.axe) { ${AXE}; }`;

/** A script's body that calls its last argument with what axe finds, as “rule: element”. */
export const RUN_AXE = `
  const done = arguments[arguments.length - 1];
  axe.run(document).then(
    ({ violations }) =>
      done(violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html))),
    (fault) => done([String(fault)]),
  );`;

/** Everything to press that is less than 24 pixels high or wide (WCAG 2.5.8); what has a label is pressed by that. A cell
 *  of the paper leads where its field can be pressed too. */
export const TOO_SMALL_TO_PRESS = `
  return [...document.querySelectorAll('button, select, summary, input, textarea, [role=option]')]
    .filter((one) => one.checkVisibility?.({ visibilityProperty: true }) !== false)
    .filter((one) => !one.closest('.cells'))
    .map((one) => [one, (one.matches('[type=checkbox], [type=radio]') && one.closest('label')) || one])
    .map(([one, place]) => [one, place.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 0 && (width < 23.9 || height < 23.9))
    .map(([one, { width, height }]) => width + '×' + height + ' ' + one.outerHTML.slice(0, 120));`;

/** Every element whose content is wider than itself, but those that say so by their own scrolling. */
export const WIDER_THAN_THEIR_PLACE = `
  return [...document.querySelectorAll('body, body *')]
    .filter((element) => element.scrollWidth > element.clientWidth && element.clientWidth > 0)
    .filter((element) => !['inline', 'none'].includes(getComputedStyle(element).display))
    .filter((element) => !/hidden|auto|scroll|clip/.test(getComputedStyle(element).overflowX))
    .filter((element) => !element.matches('.unseen, select, input'))
    .map((element) => element.outerHTML.slice(0, 120));`;
