import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { systemClock } from './mock-api/adapters/clock/systemClock.ts'
import { formatFinding } from './mock-api/catalogue/finding.ts'
import { loadCatalogue } from './mock-api/catalogue/loadCatalogue.ts'
import { prerenderHome } from './src/app/prerender/prerenderHome.ts'
import type { CatalogueView } from './src/contract/catalogueViews.ts'
import { plainDateAt } from './src/domain/plainDate.ts'
import locale from './src/locales/zh-Hans.json' with { type: 'json' }

const api = { target: 'http://127.0.0.1:3000', changeOrigin: false }

/** `vite build` makes the page in dist/client, `vite build --ssr mock-api/server.ts` the server in dist/server. */
export default defineConfig(({ isSsrBuild }) => isSsrBuild ? server : client)

const server = {
  publicDir: false as const,
  build: { outDir: 'dist/server', target: 'node20', minify: false },
}

/** Vue, the router, and the texts and icons of the first screen. */
const baseModules = /node_modules\/(vue|@vue|vue-router)\/|preload-helper|export-helper|src\/(ui\/(UiIcon|icons)|platform\/(i18n|locale)\.ts|locales\/zh-Hans\.json$)/

/** Shared modules that only some pages need, by how their path goes on: they travel with those pages. */
const notCore = [
  'finding', 'photo', 'pdf', 'pin',
  'uploads\\.', 'uploadFiles', 'uploadProgress', 'transferRate', 'useLocalFiles', 'useUploadsOf', 'cancelUploads',
  'orderLocalFiles', 'clearFaults',
  'handOver', 'receiveDraft', 'exportDraft', 'readUntrusted', 'passphrase', 'gzip',
  'receiptProof', 'receiptKeys', 'canonicalJson', 'checkReceipt', 'useReceiptCheck',
  'helper', 'licencePrefill', 'shownNotices', 'foldName',
]
const corePlatform = [
  'readFresh', 'http', 'dataSaver', 'backgroundSync', 'secureContext', 'demoMark', 'format', 'dirtyForms', 'recentItems',
  'problemText', 'clock', 'connectivity', 'storage',
]
const notParts = [
  'Icon', 'Cell', 'TabBar', 'TopBar', 'QrCode', 'SignaturePad', 'PhotoRule', 'FileFaults', 'FileUpload', 'Uploads',
  'ReceiptProof', 'ReadAloud', 'FeeLines',
]

/** What almost every other page needs: stores, the device's database, the rules; and the parts pages are built of. */
const coreModules = new RegExp('node_modules/(pinia|idb)/'
  + `|src/(stores|offline|contract|domain)/(?!${notCore.join('|')})|src/platform/(${corePlatform.join('|')})\\.ts`)
const partModules = new RegExp(`src/ui/(useAttempt|keyboardFor|Ui(?!${notParts.join('|')}))`)

/** Chunks that the budgets, the server or a test look for by name. */
const namedChunks = new Set(['base', 'core', 'parts', 'axios'])

const client = {
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
  plugins: [
    vue(),
    localeTexts(),
    prerenderHome('src/app/entryServer.ts', readCatalogue),
    compressFiles(),
    heicLicence(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'serviceWorker.ts',
      injectRegister: false,
      includeManifestIcons: false,
      integration: { beforeBuildServiceWorker: (options) => { options.swDest = resolve('dist/client/sw.js') } },
      injectManifest: {
        swDest: resolve('dist/client/sw.js'),
        globPatterns: ['**/*.{js,css,html,svg,png,woff2,json}'],
        // Large, and most phones never need it: fetched with the first HEIC photo.
        globIgnores: ['**/{libheif,heicWorker}-*'],
      },
      manifest: {
        id: '/',
        name: locale.app.title,
        short_name: locale.app.title,
        description: locale.app.description,
        lang: 'zh-Hans',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#ededed',
        theme_color: '#ededed',
        icons: [
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icons/favicon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
    }),
  ],
  build: {
    outDir: 'dist/client',
    target: 'es2022',
    manifest: true,
    modulePreload: {
      polyfill: false,
      // What the entry names, every first visit pays for: the large parts and the styles are worth it, a page's own
      // small ones come a moment later, and from the service worker the next time.
      resolveDependencies: (_file: string, files: string[]) => files.filter((file) => /(core|parts)-|\.css$/.test(file)),
    },
    // Cut by hand: dozens of small shared chunks compress badly, and the entry would have to list them all by name.
    rolldownOptions: {
      output: {
        // The entry lists every page's files: a hash is name enough, and seven characters of it as good as eight.
        chunkFileNames: ({ name }: { name: string }) => namedChunks.has(name) ? 'assets/[name]-[hash:7].js' : 'assets/[hash:7].js',
        assetFileNames: ({ names }: { names: string[] }) => names.some((name) => name.endsWith('.css'))
          ? 'assets/[hash:7].css' : 'assets/[name]-[hash:7][extname]',
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'base', test: baseModules, priority: 2 }, { name: 'core', test: coreModules, priority: 1 },
            { name: 'parts', test: partModules },
          ],
        },
      },
    },
  },
  server: { port: 5173, strictPort: true, proxy: { '/api': api, '/idp': api, '/pay': api } },
}

/** index.html names its texts by their key in the locale file: {{ app.title }}. */
function localeTexts(): Plugin {
  return {
    name: 'locale-texts',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replace(/\{\{ app\.(title|description|noscript) \}\}/g,
        (_match, key: 'title' | 'description' | 'noscript') => locale.app[key]),
    },
  }
}

/** Lays `x.js.br` beside `x.js`: compressed once, as small as it gets, for every answer the server gives. */
function compressFiles(): Plugin {
  return {
    name: 'compress-files',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => /\.(js|css|html|svg|webmanifest|wasm)$/.test(file))) {
        const file = resolve(dir, name)
        writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)))
      }
    },
  }
}

/** libheif is handed out as its makers ship it, and its licence (LGPL-3.0) goes with it. */
function heicLicence(): Plugin {
  return {
    name: 'heic-licence',
    apply: 'build',
    generateBundle() {
      const source = readFileSync('node_modules/libheif-js/libheif-wasm/LICENSE')
      this.emitFile({ type: 'asset', fileName: 'assets/libheif-LICENSE.txt', source })
    },
  }
}

/** What the server would serve today; a bad catalogue stops the build as it stops the start. */
function readCatalogue(): CatalogueView {
  const loaded = loadCatalogue({ today: () => plainDateAt(systemClock.now()) })
  if (!loaded.ok) throw new Error(loaded.error.map(formatFinding).join('\n'))
  return loaded.value.view
}
