// Bundles styles and islands into content-hashed files and a manifest that names them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const html = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src', 'kit', 'html')

/** Writes into `outDir`; the manifest maps `main.css` to `main-<hash>.css`. */
export async function buildAssets(outDir) {
  const { build } = await import('esbuild')
  const { metafile } = await build({
    entryPoints: [
      join(html, 'styles', 'main.css'),
      join(html, 'styles', 'embed-card.css'),
      join(html, 'styles', 'screen.css'),
      join(html, 'styles', 'text-editor.css'),
      join(html, 'islands', 'islands.ts'),
      join(html, 'islands', 'passkey.ts'),
      join(html, 'islands', 'register-form.ts'),
      join(html, 'islands', 'screen.ts'),
      join(html, 'islands', 'text-editor.ts'),
      join(html, 'islands', 'upload.ts'),
    ],
    outdir: outDir,
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome111', 'safari16.4', 'firefox113'],
    metafile: true,
    logLevel: 'warning',
  })
  const manifest = {}
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs))
    if (entryPoint) manifest[basename(entryPoint).replace(/\.ts$/, '.js')] = basename(file)
  mkdirSync(outDir, { recursive: true })
  writeFileSync(join(outDir, 'manifest.json'), JSON.stringify(manifest))
}
