// What the type checker does not see: promises that nobody waits for, cases that a switch forgot, effects that
// run for nothing. Few rules, each an error; how code looks is prettier's.

import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

const parserOptions = {
  projectService: { allowDefaultProject: ['*.js'] },
  tsconfigRootDir: import.meta.dirname,
  extraFileExtensions: ['.svelte'],
};

const OWN_DIALOGS = ['alert', 'confirm', 'prompt'];
const NETWORK = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'];

export default defineConfig(
  // Written by the builder, and by ts-rs.
  { ignores: ['dist/', 'src/host/bindings/'] },
  ts.configs.base,
  svelte.configs.recommended,
  {
    files: ['**/*.{js,ts,svelte}'],
    languageOptions: { parserOptions },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { ...parserOptions, parser: ts.parser } },
  },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-self-compare': 'error',
      'no-unmodified-loop-condition': 'error',
      'no-unreachable-loop': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_$', varsIgnorePattern: '^_$' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'svelte/button-has-type': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/block-lang': ['error', { script: 'ts', style: null }],
      // Our comments say behind the code why it is so; the rule takes each word for a code. svelte-check tells
      // of codes that it does not know.
      'svelte/no-unused-svelte-ignore': 'off',
      // The sets it finds are local to one computation, and nobody watches them.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  // The one seam to the program: nothing else speaks to the network or to Tauri.
  {
    files: ['src/**'],
    ignores: ['src/host/**', 'src/main.ts'],
    rules: {
      'no-restricted-globals': ['error', ...OWN_DIALOGS, ...NETWORK],
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@tauri-apps/*'], message: 'Ask the host: src/host.' }] },
      ],
    },
  },
);
