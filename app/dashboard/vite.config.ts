import { defineConfig } from 'vitest/config'

// The dashboard: index.html and its assets. contact-center.js, for the ERP's pages, is vite.embed.config.ts.
export default defineConfig({
  base: '/',
  build: {
    outDir: '../../build/dashboard',
    emptyOutDir: true,
    assetsInlineLimit: 0, // the CSP allows no data: scripts, and styles come from files
    modulePreload: { polyfill: false },
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'], // light-dark() stays as it is written
  },
  worker: { format: 'es' },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
})
