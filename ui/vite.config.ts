import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  plugins: [svelte({ configFile: false })],
  build: {
    // Also the older browsers of desktop systems in use in offices.
    target: ['chrome87', 'safari14'],
    // The content policy allows no inline script, and no browser here needs the polyfill.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  // The program's mark comes from assets/icons, beside this folder.
  server: { fs: { allow: ['..'] } },
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  // A busy machine draws the whole editor slowly; no test is about how fast.
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/jsdom.ts'],
    testTimeout: 60_000,
  },
}));
