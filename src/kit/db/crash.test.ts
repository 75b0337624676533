import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { freshDatabase, openAgain } from './testing.ts'
import { things } from './testing-things.ts'

const child = fileURLToPath(new URL('./testing-crash.ts', import.meta.url))

/** Lets the child write until it has said `enough` numbers, then kills it without warning. */
async function killedAfter(enough: number, file: string): Promise<number> {
  const writing = spawn(process.execPath, ['--import', 'tsx', child, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  writing.stdout.on('data', (part) => {
    said += part
    if (said.split('\n').length > enough) writing.kill('SIGKILL')
  })
  await once(writing, 'close')
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))
}

test('a process that is killed loses nothing that it said was saved', async (t) => {
  const where = (await freshDatabase(t, 'sqlite')) as { file: string }
  const store = await openAgain(t, where)
  await things['test-001']!.up(store.db, 'sqlite')
  for (const enough of [1, 7, 60, 200]) {
    const acknowledged = await killedAfter(enough, where.file)
    const rows = await store.db.selectFrom('thing').select(['id', 'name']).orderBy('id').execute()
    assert.ok(rows.length > acknowledged, `${acknowledged} of ${rows.length}`)
    assert.equal(rows.length % 2, 0, 'half of a transaction is there')
    assert.deepEqual(
      rows.map(({ id }) => id),
      rows.map((_, i) => i + 1),
    )
  }
})
