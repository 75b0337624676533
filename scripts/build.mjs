// Bundles the server to dist/main.js, its threads beside it, and the styles and islands to dist/assets, in a fraction of a second.
import { readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Builds into a folder of its own and moves it into place, so that a killed build never looks finished. */
export async function buildAll(root) {
  const { build } = await import('esbuild')
  const { buildAssets } = await import('./assets.mjs')
  // What killed builds left behind goes; the launcher lets one build at a time in.
  for (const name of readdirSync(root))
    if (name.startsWith('.dist-')) rmSync(join(root, name), { recursive: true, force: true })
  const fresh = join(root, `.dist-${process.pid}`)
  await buildAssets(join(fresh, 'assets'))
  await build({
    entryPoints: {
      main: join(root, 'src', 'main.ts'),
      'film-worker': join(root, 'src', 'broadcast', 'film', 'worker.ts'),
      'make-worker': join(root, 'src', 'broadcast', 'make-worker.ts'),
      'look-worker': join(root, 'src', 'broadcast', 'look-worker.ts'),
      'print-worker': join(root, 'src', 'kit', 'print', 'worker.ts'),
    },
    outdir: fresh,
    bundle: true,
    // What is imported when it is needed stays out of the start.
    splitting: true,
    chunkNames: '[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node26',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: true,
    logLevel: 'warning',
  })
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  renameSync(fresh, join(root, 'dist'))
}
