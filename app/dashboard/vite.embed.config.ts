import { defineConfig } from 'vite'

// contact-center.js, the bundle for ERP pages: the same popup and click-to-call, on Preact, as custom elements.
// Its addresses are relative to the script, because the ERP's reverse proxy may serve it below any path.
export default defineConfig({
  base: './',
  publicDir: false,
  resolve: {
    alias: {
      'react/jsx-runtime': 'preact/jsx-runtime',
      'react-dom/client': 'preact/compat/client',
      'react-dom': 'preact/compat',
      react: 'preact/compat',
    },
  },
  build: {
    outDir: '../../build/dashboard',
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'], // light-dark() stays as it is written
    rolldownOptions: {
      input: 'src/embed/contact-center.ts',
      preserveEntrySignatures: false,
      output: {
        entryFileNames: 'contact-center.js',
        chunkFileNames: 'assets/embed-[name]-[hash].js',
        assetFileNames: 'assets/embed-[name]-[hash][extname]',
      },
    },
  },
  worker: { format: 'es' },
})
