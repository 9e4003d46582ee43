// Every example of every component is drawn and looked at with axe. Colours are not judged here,
// where nothing is painted, but in the real window (tests/window).

import axe from 'axe-core';
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, describe, expect, test } from 'vitest';
import { everyExample } from './example';

// axe measures text on a canvas where there is one; jsdom has none and would say so each time.
HTMLCanvasElement.prototype.getContext = () => null;

let shown: Record<string, unknown> | undefined;

afterEach(async () => {
  if (shown) await unmount(shown);
  document.body.replaceChildren();
});

const UNPAINTED = { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } };

describe.each(everyExample())('%s', (_, { component, examples }) => {
  test.each(examples)('$name', async ({ props }) => {
    shown = mount(component, { target: document.body, props });
    flushSync();
    await tick();
    // A control may stand alone, named by what is around it elsewhere.
    const control = document.querySelector('input');
    expect(control ?? document.body.textContent.trim()).not.toBe('');
    const { violations } = await axe.run(document.body, UNPAINTED);
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });
});
