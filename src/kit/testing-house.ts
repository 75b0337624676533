import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { beijing } from '../beijing.ts'
import { readSettings, type Settings } from '../settings.ts'
import { type Open, onBothEngines } from './db/testing.ts'
import { migrations as jobs } from './jobs/jobs.ts'
import { migrations as journal } from './journal/journal.ts'
import { migrations as mail } from './mail/migrations.ts'
import { deskOf, type House, type Room } from './room.ts'
import { createApp } from './web/app.tsx'
import { PageCache } from './web/cache.ts'
import { createMetrics } from './web/metrics.ts'

export interface RoomsHouse {
  house: House
  web: Hono
  /** Moves the clock to another local time of the centre. */
  setClock(local: string): void
}

export interface RoomsOptions {
  /** Local time of the centre. */
  at?: string
  settings?: Partial<Settings>
}

/** A house with these rooms and no others: their migrations, their preparations, their routes. */
export async function houseOf(
  t: TestContext,
  open: Open,
  rooms: readonly Room[],
  options: RoomsOptions = {},
): Promise<RoomsHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-house-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const settings = { ...readSettings({}), LANTIAN_DATA: folder, LANTIAN_SOURCES: [], ...options.settings }
  const instant = (local: string) =>
    Temporal.PlainDateTime.from(local).toZonedDateTime(settings.LANTIAN_ZONE).toInstant()
  let now = instant(options.at ?? '2026-11-24T10:30')
  const house: House = {
    store: await open(Object.assign({}, journal, jobs, mail, ...rooms.map((room) => room.migrations))),
    settings,
    centre: beijing,
    menu: rooms.flatMap((room) => room.menu ?? []),
    desk: deskOf(rooms),
    clock: () => now,
    log: pino({ level: 'silent' }),
    cache: new PageCache(),
    metrics: createMetrics(),
  }
  for (const room of rooms) await room.prepare?.(house)
  const setClock = (local: string) => {
    now = instant(local)
  }
  return { house, web: createApp(house, rooms), setClock }
}

/** The same test on both engines, each in a fresh house with these rooms. */
export function inHousesOf(
  rooms: readonly Room[],
  name: string,
  body: (house: RoomsHouse, t: TestContext) => Promise<void>,
  options: RoomsOptions = {},
): void {
  onBothEngines(name, async (t, open) => body(await houseOf(t, open, rooms, options), t))
}
