import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { build, type Plugin, type Rolldown } from 'vite'
import type { CatalogueView } from '../../contract/catalogueViews.ts'

type Bundle = Rolldown.OutputBundle
type Home = { html: string, state: string }
type RenderHome = (catalogue: CatalogueView) => Promise<Home>

/**
 * Puts the home page into index.html at build time, with the CSS of the first route in a <style>, and writes
 * app.html: the same page left empty, for every other route (which would otherwise hydrate against the home markup).
 *
 * `entry` is the module that exports `renderHome(catalogue)`. Nothing executable is inlined, because the content
 * security policy allows no inline script: the state travels as a JSON data block.
 */
export function prerenderHome(entry: string, readCatalogue: () => CatalogueView): Plugin[] {
  let css = ''
  return [
    {
      name: 'prerender-home:css',
      apply: 'build',
      applyToEnvironment: ({ name }) => name === 'client',
      // Before Vite writes links and preload lists: CSS that is inlined must not be fetched again by a later route.
      generateBundle: { order: 'pre', handler: (_options, bundle) => { css = takeFirstRouteCss(bundle) } },
    },
    {
      name: 'prerender-home:html',
      apply: 'build',
      applyToEnvironment: ({ name }) => name === 'client',
      generateBundle: {
        order: 'post',
        async handler(_options, bundle) {
          const page = bundle['index.html'] as Rolldown.OutputAsset
          const shell = String(page.source).replace('</head>', () => `<style>${css}</style></head>`)
          this.emitFile({ type: 'asset', fileName: 'app.html', source: shell })
          const renderHome = await importHome(entry)
          page.source = fillHome(shell, await renderHome(readCatalogue()))
        },
      },
    },
  ]
}

/** Removes from the bundle, and returns, the CSS of the entry and of all it imports statically, imports first. */
function takeFirstRouteCss(bundle: Bundle): string {
  const seen = new Set<string>()
  const taken: string[] = []
  const visit = (file: string) => {
    const chunk = bundle[file]
    if (chunk?.type !== 'chunk' || seen.has(file)) return
    seen.add(file)
    chunk.imports.forEach(visit)
    for (const sheet of chunk.viteMetadata?.importedCss ?? []) {
      const asset = bundle[sheet]
      if (asset?.type === 'asset') taken.push(String(asset.source).replace(/\/\*\$vite\$:\d+\*\//, '').trim())
      delete bundle[sheet]
    }
    chunk.viteMetadata?.importedCss.clear()
  }
  Object.values(bundle).forEach((chunk) => { if (chunk.type === 'chunk' && chunk.isEntry) visit(chunk.fileName) })
  return taken.join('')
}

async function importHome(entry: string): Promise<RenderHome> {
  const outDir = resolve('node_modules/.cache/prerender')
  await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [vue()],
    build: { ssr: entry, outDir, emptyOutDir: true, minify: false, copyPublicDir: false },
  })
  const file = pathToFileURL(resolve(outDir, 'entryServer.js')).href
  const { renderHome } = await import(file) as { renderHome: RenderHome }
  return renderHome
}

function fillHome(shell: string, { html, state }: Home): string {
  const data = state.replaceAll('<', '\\u003c')
  return shell.replace('<div id="app"></div>', () =>
    `<div id="app">${html}</div><script type="application/json" id="home-state">${data}</script>`)
}
