import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { migrate } from '../db/migrate.ts'
import { openStore } from '../db/open.ts'
import { migrations as journal } from '../journal/journal.ts'
import { digestOf } from './incoming.ts'
import { migrations } from './migrations.ts'
import type { FilesTables } from './tables.ts'

test('killed while files come in, it keeps all that it acknowledged and never half of one', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-kill-files-'))
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const file = join(folder, 'test.sqlite')
  const first = await openStore<FilesTables>({ file })
  await migrate(first as never, { ...journal, ...migrations })
  await first.close()
  let said = ''
  for (let round = 0; round < 4; round++) {
    const script = fileURLToPath(new URL('./testing-kill.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const gone = once(child, 'exit')
    await new Promise<void>((done) => {
      child.stdout.on('data', (part) => {
        said += part
        done()
      })
      child.once('exit', () => done())
    })
    await pause(Math.random() * 80)
    child.kill('SIGKILL')
    await gone
  }
  const acknowledged = said.split('\n').filter((line) => line.length === 64)
  assert.ok(acknowledged.length >= 4)
  const there = globSync('files/[0-9a-f][0-9a-f]/*/*', { cwd: folder })
  for (const path of there) assert.equal(await digestOf(join(folder, path)), basename(path))
  const store = await openStore<FilesTables>({ file })
  const rows = await store.db.selectFrom('file').select('sha256').where('stored', '=', 1).execute()
  await store.close()
  const kept = new Set(rows.map(({ sha256 }) => sha256))
  const names = new Set(there.map((path) => basename(path)))
  for (const sha256 of acknowledged) assert.ok(kept.has(sha256))
  for (const sha256 of kept) assert.ok(names.has(sha256))
})
