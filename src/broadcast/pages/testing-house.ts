import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { pino } from 'pino'
import { room as air } from '../../air/index.ts'
import { beijing } from '../../beijing.ts'
import { onBothEngines } from '../../kit/db/testing.ts'
import { migrations as journal } from '../../kit/journal/journal.ts'
import { type House, noDesk } from '../../kit/room.ts'
import { createApp } from '../../kit/web/app.tsx'
import { PageCache } from '../../kit/web/cache.ts'
import { createMetrics } from '../../kit/web/metrics.ts'
import { readSettings, type Settings } from '../../settings.ts'
import { room } from '../index.ts'

export interface OpenHouse extends House {
  web: ReturnType<typeof createApp>
  /** Moves the clock to another local time. */
  setClock(local: string): void
  /** Status and text of an address. */
  get(path: string, headers?: Record<string, string>): Promise<{ status: number; text: string }>
}

/** The same test on both engines, each in a fresh house with air and broadcast rooms and a folder of its own. */
export function inBroadcastHouses(
  name: string,
  settings: Partial<Settings>,
  body: (house: OpenHouse, t: TestContext) => Promise<void>,
): void {
  onBothEngines(name, async (t, open) => {
    const folder = mkdtempSync(join(tmpdir(), 'lantian-broadcast-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    const store = await open({ ...journal, ...air.migrations, ...room.migrations })
    const instant = (local: string) =>
      Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Shanghai').toInstant()
    let now = instant('2016-12-20T18:30')
    const house: House = {
      store,
      settings: { ...readSettings({}), LANTIAN_SOURCES: [], LANTIAN_DATA: folder, ...settings },
      centre: beijing,
      menu: [],
      desk: noDesk,
      clock: () => now,
      log: pino({ level: 'silent' }),
      cache: new PageCache(),
      metrics: createMetrics(),
    }
    await air.prepare?.(house)
    const web = createApp(house, [air, room])
    const get = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await web.request(path, { headers })
      return { status: answer.status, text: await answer.text() }
    }
    const setClock = (local: string) => {
      now = instant(local)
    }
    await body(Object.assign(house, { web, get, setClock }), t)
  })
}
