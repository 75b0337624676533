import { join } from 'node:path'
import { room } from '../src/air/index.ts'
import { simulateHours } from '../src/air/simulation.ts'
import { openHouse } from '../src/house.ts'
import { createApp } from '../src/kit/web/app.tsx'
import { PageCache } from '../src/kit/web/cache.ts'
import { listen } from '../src/kit/web/server.ts'
import { readSettings } from '../src/settings.ts'
import type { Section } from './figures.ts'
import { load } from './load.ts'
import { answers, ended, freePort, launch, settingsOf, type Workshop } from './workshop.ts'

const warm = 6
const hoursEach = 24

/** Memory of the process over a long run of requests and of hours that come in. */
export async function memorySection(shop: Workshop): Promise<Section> {
  const rounds = shop.full ? 120 : 12
  const port = await freePort()
  const env = settingsOf(join(shop.folder, 'memory'), {
    PORT: String(port),
    LANTIAN_SIMULATED: 'yes',
    LANTIAN_CLOCK: '2026-11-01T00:30',
  })
  const child = launch(['--expose-gc', process.argv[1]!, '--child', 'memory'], env)
  const early: number[] = []
  const late: number[] = []
  let requests = 0
  try {
    await answers(port)
    for (let round = 0; round < warm + rounds; round++) {
      requests += Math.round((await load({ port, path: '/', coding: 'br' }, 8, 400)) * 0.4)
      for (let i = 0; i < 150; i++) await (await answers(port, `/en?x=${round}-${i}`)).arrayBuffer()
      requests += 150
      const { rss } = (await (await answers(port, '/bench/hours')).json()) as { rss: number }
      if (round >= warm) (round < warm + rounds / 2 ? early : late).push(rss)
    }
  } finally {
    await ended(child)
  }
  const what = `resident memory, second half of ${requests.toLocaleString('en-GB')} requests and ${(warm + rounds) * hoursEach} hours saved`
  return {
    title: 'Memory',
    notes: [
      'After a full collection at the end of each round; the page cache is held to 8 MB so that it is full from early on.',
    ],
    figures: [{ what, unit: 'MB', values: late, peer: { name: 'first half', values: early } }],
  }
}

/** Role of a child: the site, with one more address that lets a day go by and tells the memory after it. */
export async function serveMemory(): Promise<void> {
  const opened = await openHouse(readSettings())
  let days = 0
  const house = {
    ...opened,
    cache: new PageCache(8 * 1024 * 1024),
    clock: () => opened.clock().add({ hours: days * hoursEach }),
  }
  await simulateHours(house, 48)
  const web = createApp(house, [room])
  web.get('/bench/hours', async (c) => {
    days++
    await simulateHours(house, hoursEach)
    globalThis.gc!()
    return c.json({ rss: process.memoryUsage().rss / 2 ** 20 })
  })
  const running = await listen(web, house)
  process.once('SIGTERM', () => void running.stop(0).then(() => house.store.close()))
}
