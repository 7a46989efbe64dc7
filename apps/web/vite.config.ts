import vue from '@vitejs/plugin-vue';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import Components from 'unplugin-vue-components/vite';
import { defineConfig } from 'vite';

import { compressAssets } from './compress.ts';
import { paintFirst } from './first-paint.ts';

export default defineConfig({
  plugins: [
    vue(),
    // Only Element Plus is found by name; our own components are imported, so that a reader sees where they live.
    Components({ dirs: [], dts: 'components.d.ts', resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
    paintFirst(),
    compressAssets(),
  ],
  define: {
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  resolve: { conditions: ['@app/source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // Browsers that read light-dark() and top-level await also preload modules by themselves.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // A few files of some weight instead of dozens of a line or two: each is a request of its own.
          groups: [
            { name: 'base', tags: ['$initial'], priority: 2 },
            // What only staff ask for stays with the pages of staff.
            {
              name: 'shared',
              test: /element-plus|@vueuse|src\/(ui|session)\/|src\/api\/(?!staff\/)/,
              minShareCount: 3,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8000' } },
});
