// The review page (`npm run review`): every example of every component, one below the other. It is
// for those who build the window, and no part of the program. `review.html#Editor/空白` shows one alone,
// without the others' ids and dialogs.

import { mount } from 'svelte';
import './base.css';
import './controls.css';
import './review.css';
import { everyExample } from './example';

const only = decodeURIComponent(location.hash.slice(1));

for (const [folder, { component, examples }] of everyExample()) {
  for (const { name, props } of examples) {
    if (only && only !== `${folder}/${name}`) continue;
    if (!only) {
      const heading = document.body.appendChild(document.createElement('h6'));
      heading.textContent = `${folder} · ${name}`;
    }
    const target = document.body.appendChild(document.createElement('div'));
    mount(component, { target, props });
  }
}
