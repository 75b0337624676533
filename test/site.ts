import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { rooms } from '../src/centre.ts'
import { openHouse } from '../src/house.ts'
import type { House, Room } from '../src/kit/room.ts'
import { createApp } from '../src/kit/web/app.tsx'
import { listen } from '../src/kit/web/server.ts'
import { readSettings } from '../src/settings.ts'

export interface Site {
  house: House
  url: string
}

/** The whole site on a port of its own, in a data folder of its own; taken away when the test ends. Rooms `before` answer first. */
export async function openSite(
  t: TestContext,
  env: Record<string, string> = {},
  before: readonly Room[] = [],
): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-site-'))
  const settings = readSettings({
    LANTIAN_DATA: folder,
    LANTIAN_LOG: 'silent',
    LANTIAN_SOURCES: 'none',
    PORT: '0',
    ...env,
  })
  const house = await openHouse(settings)
  for (const room of rooms) await room.welcome?.(house)
  const running = await listen(createApp(house, [...before, ...rooms]), house)
  t.after(async () => {
    await running.stop(1_000)
    await house.store.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  return { house, url: running.url }
}
