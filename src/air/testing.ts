import type { TestContext } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { beijing } from '../beijing.ts'
import type { Centre } from '../kit/centre.ts'
import { type Migrations, migrate } from '../kit/db/migrate.ts'
import { type AnyStore, openStore } from '../kit/db/open.ts'
import { onBothEngines } from '../kit/db/testing.ts'
import { migrations as journal } from '../kit/journal/journal.ts'
import { migrations as people } from '../kit/people/migrations.ts'
import { migrations as procedure } from '../kit/procedure/migrations.ts'
import { chooseAlone } from '../kit/procedure/procedure.ts'
import { type House, noDesk } from '../kit/room.ts'
import { migrations as search } from '../kit/search/migrations.ts'
import { type Day, type Hour, hourAt } from '../kit/time.ts'
import { PageCache } from '../kit/web/cache.ts'
import { createMetrics } from '../kit/web/metrics.ts'
import { readSettings, type Settings } from '../settings.ts'
import { room } from './index.ts'
import { type Kind, type Pollutant, pollutants, type Validity } from './pollutants.ts'
import { Batch, type Saved, saveBatch } from './save.ts'
import { sourceId } from './source-register.ts'
import { absent } from './sources/bulk.ts'
import { registerStations, stationsOf } from './stations.ts'
import type { AirStore } from './tables.ts'

export const testMigrations: Migrations = {
  ...journal,
  ...people,
  ...procedure,
  ...search,
  ...room.migrations,
}

export interface TestHouseOptions {
  /** Local time of the centre. */
  at?: string
  settings?: Partial<Settings>
  centre?: Centre
  /** Procedures that one person may go through alone, by key. */
  alone?: readonly string[]
}

export interface TestHouse extends House {
  store: AirStore
  /** Moves the clock to another local time. */
  setClock(local: string): void
}

/** A house without doors: a store, settings and a clock that stands still until a test moves it. */
export async function testHouse(store: AirStore, options: TestHouseOptions = {}): Promise<TestHouse> {
  const settings = { ...readSettings({}), LANTIAN_SOURCES: [], ...options.settings }
  const instant = (local: string) =>
    Temporal.PlainDateTime.from(local).toZonedDateTime(settings.LANTIAN_ZONE).toInstant()
  let now = instant(options.at ?? '2026-11-24T10:30')
  const house: TestHouse = {
    store,
    settings,
    centre: options.centre ?? beijing,
    menu: [],
    desk: { ...noDesk, procedures: room.procedures ?? [] },
    clock: () => now,
    setClock: (local) => {
      now = instant(local)
    },
    log: pino({ level: 'silent' }),
    cache: new PageCache(),
    metrics: createMetrics(),
  }
  await registerStations(store.db, house.centre)
  for (const key of options.alone ?? [])
    await chooseAlone(store.db, { procedure: key, alone: true }, { at: now, by: 'test' })
  return house
}

/** The same test on both engines, each in a fresh house. */
export function inBothHouses(
  name: string,
  options: TestHouseOptions,
  body: (house: TestHouse, t: TestContext) => Promise<void>,
): void {
  onBothEngines(name, async (t, open) => body(await testHouse(await open(testMigrations), options), t))
}

const place = (code: string, lat: number, lon: number, evaluated = true): Centre['stations'][number] => ({
  code,
  name: { zh: `${code}站`, en: `Station ${code}` },
  aliases: [],
  district: '110101',
  lat,
  lon,
  type: evaluated ? 'urban' : 'background',
  evaluated,
})

/** Four assessment points within two kilometres, and a background point far away that no city mean knows. */
export const smallCentre: Centre = {
  ...beijing,
  districts: beijing.districts.slice(0, 1),
  stations: [
    place('A', 39.9, 116.4),
    place('B', 39.91, 116.4),
    place('C', 39.9, 116.41),
    place('D', 39.91, 116.41),
    place('far', 40.3, 116.2, false),
  ],
}

export type Said = Partial<Record<Pollutant, number | null>>
/** Station code, hour, what was said. */
export type Word = [station: string, hour: Hour, said: Said]

/** Saves words as a source of this kind would; what a word leaves out was not spoken of. */
export async function say(
  house: House,
  words: readonly Word[],
  { validity = 'raw', kind = 'reference' }: { validity?: Validity; kind?: Kind } = {},
): Promise<Saved> {
  const store: AirStore = house.store
  const numbers = new Map((await stationsOf(store.db, kind)).map(({ code, id }) => [code, id]))
  const batch = new Batch(words.length)
  for (const [station, hour, said] of words)
    batch.add(
      numbers.get(station)!,
      hour,
      Float64Array.from(pollutants, (p) => spoken(said[p])),
    )
  const info = { name: `test-${kind}`, kind, licence: '', attribution: '', url: '' }
  const source = await sourceId(store.db, { ...info, title: { zh: '试', en: 'test' } })
  return saveBatch(house, batch, {
    source,
    kind,
    validity,
    by: 'test',
    deed: 'air.test',
    detail: {},
  })
}

const spoken = (value: number | null | undefined) => (value === undefined ? absent : (value ?? Number.NaN))

export const numberOf = async (house: House, code: string): Promise<number> => {
  const store: AirStore = house.store
  const { id } = await store.db
    .selectFrom('air_station')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return id
}

/** The hours of a day by their labels 1 … 24. */
export const label = (day: Day, clock: number, zone = 'Asia/Shanghai'): Hour => hourAt(day, clock, zone)

/** One value for every hour of a day at a station. */
export const wholeDay = (station: string, day: Day, said: Said, labels = 24): Word[] =>
  Array.from({ length: labels }, (_, i): Word => [station, label(day, i + 1), said])

const orders = {
  air_reading: ['hour', 'station'],
  air_hour: ['place', 'hour'],
  air_day: ['place', 'day'],
  air_month: ['place', 'month'],
} as const

/** Everything in a table of readings or of what was made from them, in a fixed order: to compare two stores or moments. */
export async function contents(store: AirStore, table: keyof typeof orders) {
  const [first, second] = orders[table]
  const rows = await sql<Record<string, unknown>>`select * from ${sql.table(table)}
    order by ${sql.ref(first)}, ${sql.ref(second)}`.execute(store.db)
  // The rows of one engine have a prototype and those of the other none.
  return rows.rows.map((row) => ({ ...row }))
}

/** A store in memory, for tests that need very many. */
export async function storeInMemory(): Promise<AirStore> {
  const store: AnyStore = await openStore({ file: ':memory:' })
  await migrate(store, testMigrations)
  return store
}

/** Lines of the journal so far. */
export const journalLines = async (house: House): Promise<number> => {
  const { lines } = await house.store.db
    .selectFrom('journal')
    .select((eb) => eb.fn.countAll<number>().as('lines'))
    .executeTakeFirstOrThrow()
  return Number(lines)
}
