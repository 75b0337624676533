// Bundles the benchmark beside the program, as the program itself is bundled, and runs it.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const outfile = join(process.cwd(), 'dist', 'bench.js')
await build({
  entryPoints: [join(process.cwd(), 'bench', 'run.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node26',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  logLevel: 'warning',
})
process.argv[1] = outfile
await import(pathToFileURL(outfile))
