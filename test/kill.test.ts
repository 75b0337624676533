import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { build } from 'esbuild'
import { freshDatabase } from '../src/kit/db/testing.ts'
import { checkAfter, killedImport, makeFiles } from './kill.ts'

/** `npm run bench -- --drills` does the same a hundred times. */
const bundle = join('node_modules', '.cache', `lantian-kill-${process.pid}`)
const program = [join(bundle, 'main.js')]
before(() =>
  build({
    entryPoints: ['src/main.ts'],
    outdir: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node26',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'warning',
  }),
)
after(() => rmSync(bundle, { recursive: true, force: true }))

async function killAndGoOn(
  t: TestContext,
  env: Record<string, string>,
  moments: { committed: number; ms: number }[],
) {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-kill-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const files = join(folder, 'files')
  const rows = makeFiles(files, 800, 800)
  const all = [...rows.values()].reduce((sum, count) => sum + count, 0)
  const into = { LANTIAN_DATA: join(folder, 'data'), ...env }
  for (const moment of moments) {
    const { safe, finished } = await killedImport({ program, files, env: into }, moment)
    assert.ok(safe.size >= moment.committed || finished)
    await checkAfter(into, safe)
  }
  const { safe } = await killedImport({ program, files, env: into }, { committed: 99, ms: 0 })
  assert.deepEqual([...safe].sort(), [...rows].sort())
  assert.equal(await checkAfter(into, safe), all)
}

test('an import that is killed five times loses nothing it acknowledged (sqlite)', (t) =>
  killAndGoOn(t, {}, [
    { committed: 0, ms: 400 },
    { committed: 1, ms: 0 },
    { committed: 2, ms: 8 },
    { committed: 3, ms: 15 },
    { committed: 4, ms: 5 },
  ]))

test('an import that is killed twice loses nothing it acknowledged (postgres)', async (t) => {
  const { url } = (await freshDatabase(t, 'postgres')) as { url: string }
  await killAndGoOn(t, { DATABASE_URL: url }, [
    { committed: 1, ms: 5 },
    { committed: 4, ms: 20 },
  ])
})
