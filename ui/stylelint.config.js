// Sizes, spaces and colours come from src/tokens.css, and what is a slip in any style sheet is an error. How
// styles look is prettier's; whether a component uses its styles is svelte-check's.

import { readFileSync } from 'node:fs';

const tokens = readFileSync(new URL('./src/tokens.css', import.meta.url), 'utf8');
const TOKENS = [...tokens.matchAll(/^\s*(--[a-z0-9-]+):/gm)].map(([, name]) => name);
/** Set on an element by the component itself. */
const OWN = ['--lines'];
const known = [...TOKENS, ...OWN].map((name) => name.slice(2)).join('|');

const SPACED = '/^(margin|padding|gap|row-gap|column-gap|font-size)/';

export default {
  ignoreFiles: ['dist/**', 'node_modules/**'],
  overrides: [
    { files: ['**/*.svelte'], customSyntax: 'postcss-html' },
    // Where the tokens are said.
    {
      files: ['src/tokens.css'],
      rules: {
        'color-no-hex': null,
        // A token is a value: one that names itself would be nothing, and nobody would say so.
        'function-disallowed-list': ['var'],
      },
    },
  ],
  rules: {
    'color-no-hex': [true, { message: 'Take a colour of tokens.css.' }],
    'color-named': 'never',
    'function-disallowed-list': ['rgb', 'rgba', 'hsl', 'hsla', 'color-mix'],
    'declaration-property-unit-disallowed-list': [
      { [SPACED]: ['px', 'rem', 'pt'] },
      { message: 'Take a size or a space of tokens.css.' },
    ],
    'declaration-property-value-disallowed-list': [
      { '/.*/': [`/var\\(--(?!(${known})\\))/`] },
      { message: 'No such token in tokens.css.' },
    ],
    'block-no-empty': true,
    'declaration-block-no-duplicate-custom-properties': true,
    'declaration-block-no-duplicate-properties': true,
    'declaration-block-no-shorthand-property-overrides': true,
    'declaration-no-important': true,
    'declaration-property-value-no-unknown': true,
    'font-family-no-missing-generic-family-keyword': true,
    'function-calc-no-unspaced-operator': true,
    'function-no-unknown': true,
    'media-feature-name-no-unknown': true,
    'no-duplicate-selectors': true,
    'no-invalid-position-at-import-rule': true,
    'property-no-unknown': true,
    'selector-pseudo-class-no-unknown': [true, { ignorePseudoClasses: ['global'] }],
    'selector-pseudo-element-no-unknown': true,
    'selector-type-no-unknown': true,
    'unit-no-unknown': true,
  },
};
