import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { beijing } from './beijing.ts'
import { migrations, rooms } from './centre.ts'
import { type Centre, readCentre } from './kit/centre.ts'
import { migrate } from './kit/db/migrate.ts'
import { openStore } from './kit/db/open.ts'
import { makeFolder } from './kit/folder.ts'
import { Problem } from './kit/problem.ts'
import { checkRegisters } from './kit/register/register.ts'
import { deskOf, type House, type MenuItem } from './kit/room.ts'
import { PageCache } from './kit/web/cache.ts'
import { createMetrics } from './kit/web/metrics.ts'
import type { Settings } from './settings.ts'

/** Opens the house: database, migrations, and (unless it must stay `empty`) what each room must find in place. */
export async function openHouse(settings: Settings, { empty = false } = {}): Promise<House> {
  makeDataFolder(settings.LANTIAN_DATA)
  const store = await openStore(
    settings.DATABASE_URL
      ? { url: settings.DATABASE_URL }
      : { file: join(settings.LANTIAN_DATA, 'lantian.sqlite') },
  )
  const house: House = {
    store,
    settings,
    centre: centreOf(settings),
    menu: menuOf(rooms.flatMap((room) => room.menu ?? [])),
    desk: deskOf(rooms),
    clock: clockOf(settings),
    log: pino(
      { level: settings.LANTIAN_LOG, base: null, timestamp: pino.stdTimeFunctions.isoTime },
      pino.destination(2),
    ),
    cache: new PageCache(),
    metrics: createMetrics(),
  }
  house.cache.onServe = () => house.metrics.cached.inc()
  await migrate(store, migrations)
  await checkRegisters(
    store,
    rooms.flatMap((room) => room.registers ?? []),
  )
  if (!empty) for (const room of rooms) await room.prepare?.(house)
  return house
}

function makeDataFolder(folder: string) {
  try {
    makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Problem('data-folder', {
      zh: `数据文件夹 ${folder} 无法使用：${(error as Error).message}。请检查 LANTIAN_DATA。`,
      en: `The data folder ${folder} cannot be used: ${(error as Error).message}. Check LANTIAN_DATA.`,
    })
  }
}

const centreOf = (settings: Settings): Centre =>
  settings.LANTIAN_CENTRE ? readCentre(settings.LANTIAN_CENTRE) : beijing

/** The one clock of the process. For rehearsals it starts at a past moment and runs on from there. */
export function clockOf({ LANTIAN_CLOCK, LANTIAN_ZONE }: Settings): () => Temporal.Instant {
  if (!LANTIAN_CLOCK) return () => Temporal.Now.instant()
  const shown = Temporal.PlainDateTime.from(LANTIAN_CLOCK).toZonedDateTime(LANTIAN_ZONE).toInstant()
  // In milliseconds: the clock is read for every page, and the arithmetic of instants is slow.
  const apart = shown.epochMilliseconds - Temporal.Now.instant().epochMilliseconds
  return () => Temporal.Instant.fromEpochMilliseconds(Temporal.Now.instant().epochMilliseconds + apart)
}

/** The sections in the order of their rooms, but for those that name the one they stand behind. */
function menuOf(items: readonly MenuItem[]): MenuItem[] {
  const menu = items.filter(({ after }) => after === undefined)
  for (const item of items) {
    if (item.after === undefined) continue
    const at = menu.findIndex(({ path }) => path === item.after)
    menu.splice(at < 0 ? menu.length : at + 1, 0, item)
  }
  return menu
}
