import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import pg from 'pg'
import { type Migrations, migrate } from './migrate.ts'
import { type AnyStore, type Engine, openStore } from './open.ts'
import { startPostgres } from './testing-postgres.ts'

export type Open = (migrations: Migrations) => Promise<AnyStore>
export type Where = { url: string } | { file: string }
type Undo = () => Promise<void>

export const engines: readonly Engine[] = ['sqlite', 'postgres']

/**
 * Runs the same test on SQLite and on a real PostgreSQL. Each `open` gives a fresh, migrated database, which is
 * closed and removed when the test ends.
 */
export function onBothEngines(name: string, body: (t: TestContext, open: Open) => Promise<void>): void {
  for (const engine of engines)
    test(`${name} (${engine})`, async (t) => {
      await body(t, (migrations) => openFresh(t, engine, migrations))
    })
}

/** A fresh, migrated database of one engine; closed and removed when the test ends. */
export async function openFresh(t: TestContext, engine: Engine, migrations: Migrations): Promise<AnyStore> {
  const store = await openAgain(t, await freshDatabase(t, engine))
  await migrate(store, migrations)
  return store
}

/** Another opening of a database, as another process would have it; closed when the test ends. */
export async function openAgain(t: TestContext, where: Where): Promise<AnyStore> {
  const store = await openStore(where)
  undoAfter(t, () => store.close())
  return store
}

/** An empty database of one engine; removed when the test ends. */
export async function freshDatabase(t: TestContext, engine: Engine): Promise<Where> {
  if (engine === 'postgres') return freshPostgres(t)
  const folder = mkdtempSync(join(tmpdir(), 'lantian-test-'))
  undoAfter(t, async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return { file: join(folder, 'test.sqlite') }
}

async function freshPostgres(t: TestContext): Promise<Where> {
  const url = new URL(await server())
  const name = `test_${randomBytes(8).toString('hex')}`
  await command(url.href, `create database ${name}`)
  undoAfter(t, () => command(url.href, `drop database if exists ${name} with (force)`))
  const fresh = new URL(url)
  fresh.pathname = name
  return { url: fresh.href }
}

const undos = new WeakMap<TestContext, Undo[]>()

/** What was opened last is closed first. */
function undoAfter(t: TestContext, undo: Undo) {
  const known = undos.get(t)
  if (known) {
    known.push(undo)
    return
  }
  const list = [undo]
  undos.set(t, list)
  t.after(async () => {
    for (const each of list.reverse()) await each()
  })
}

async function command(url: string, text: string) {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

let started: ReturnType<typeof startPostgres> | undefined

/** The whole run's server when the runner has started one, else one for this process. */
async function server(): Promise<string> {
  const given = process.env.LANTIAN_TEST_POSTGRES
  if (given) return given
  started ??= startPostgres()
  return (await started).url
}

after(async () => {
  await (await started)?.stop()
})
