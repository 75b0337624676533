import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
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
  const mould = await mouldOf(engine, migrations)
  const where = engine === 'postgres' ? await freshPostgres(t, mould) : freshFile(t)
  if ('file' in where) copyFileSync(mould, where.file)
  return openAgain(t, where)
}

/** A database that was migrated once and is copied for every test: a copy takes a tenth of the time. */
interface Mould {
  engine: Engine
  migrations: Migrations
  /** Name of the database, or path of the file. */
  made: Promise<string>
}
const moulds: Mould[] = []

function mouldOf(engine: Engine, migrations: Migrations): Promise<string> {
  const known = moulds.find((mould) => mould.engine === engine && isSame(mould.migrations, migrations))
  if (known) return known.made
  const made = engine === 'postgres' ? postgresMould(migrations) : fileMould(migrations)
  moulds.push({ engine, migrations, made })
  return made
}

/** The same steps, not only steps of the same names. */
const isSame = (some: Migrations, others: Migrations) => {
  const names = Object.keys(some)
  return (
    names.length === Object.keys(others).length && names.every((name) => some[name]!.up === others[name]?.up)
  )
}

async function fileMould(migrations: Migrations): Promise<string> {
  const file = join(mouldFolder(), `${moulds.length}.sqlite`)
  await migrated({ file }, migrations)
  return file
}

async function postgresMould(migrations: Migrations): Promise<string> {
  const name = `mould_${randomBytes(8).toString('hex')}`
  const url = new URL(await server())
  await command(url.href, `create database ${name}`)
  const home = url.href
  afterAll.push(() => command(home, `drop database if exists ${name} with (force)`))
  url.pathname = name
  await migrated({ url: url.href }, migrations)
  return name
}

async function migrated(where: Where, migrations: Migrations): Promise<void> {
  const store = await openStore(where)
  try {
    await migrate(store, migrations)
  } finally {
    await store.close()
  }
}

let folder: string | undefined
function mouldFolder(): string {
  folder ??= mkdtempSync(join(tmpdir(), 'lantian-mould-'))
  return folder
}

/** Another opening of a database, as another process would have it; closed when the test ends. */
export async function openAgain(t: TestContext, where: Where): Promise<AnyStore> {
  const store = await openStore(where)
  undoAfter(t, () => store.close())
  return store
}

/** An empty database of one engine; removed when the test ends. */
export async function freshDatabase(t: TestContext, engine: Engine): Promise<Where> {
  return engine === 'postgres' ? freshPostgres(t) : freshFile(t)
}

function freshFile(t: TestContext): { file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-test-'))
  undoAfter(t, async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return { file: join(folder, 'test.sqlite') }
}

async function freshPostgres(t: TestContext, mould = 'template1'): Promise<Where> {
  const url = new URL(await server())
  const name = `test_${randomBytes(8).toString('hex')}`
  await command(url.href, `create database ${name} template ${mould}`)
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

/** What is undone when the whole file is through. */
const afterAll: Undo[] = []

after(async () => {
  for (const each of afterAll) await each()
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  await (await started)?.stop()
})
