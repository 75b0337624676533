import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { nginxConfiguration, nginxProgram, saveAnswer } from './bare.ts'
import type { Figure, Section } from './figures.ts'
import { fullHouse } from './import.ts'
import { load } from './load.ts'
import { answers, ended, freePort, launch, settingsOf, type Workshop } from './workshop.ts'

const rounds = 9
const roundMs = 500
const connections = 16
/** Pages of the public site, by their addresses; those that are not there (yet) are left out. */
const addresses = [
  '/',
  '/air',
  '/en',
  '/air/stations',
  '/air/stations/1001A',
  '/air/districts/110101',
  '/air/pollutants/pm25',
  '/air/history',
  '/air/history/compare',
  '/air/standards',
  '/air/forecast',
  '/air/alerts',
  '/air/quality',
  '/about',
  '/data',
]
const variants = 40

export async function pagesSection(shop: Workshop): Promise<Section> {
  const port = await freePort()
  const env = settingsOf(fullHouse(shop), {
    PORT: String(port),
    LANTIAN_LOG: 'error',
    LANTIAN_CLOCK: '2016-12-20T18:30',
  })
  const site = launch([shop.program, 'web'], env)
  try {
    await answers(port)
    const figures: Figure[] = []
    for (const coding of ['br', '']) figures.push(...(await cached(shop, port, coding)))
    figures.push(...(await uncached(port)))
    const notes = [
      `${connections} kept connections, ${rounds} rounds of ${roundMs} ms in turn; the client runs on the same machine. The bare server is node:http sending the same bytes and headers from memory.`,
      'A page that is not cached: time in the server by its own histogram, mean of 40 addresses that nobody asked for before.',
      nginxProgram
        ? 'nginx: one worker, the same bytes and headers from a file.'
        : 'nginx is not installed here, so it was not compared.',
    ]
    return { title: 'Pages', notes, figures }
  } finally {
    await ended(site)
  }
}

async function cached(shop: Workshop, port: number, coding: string): Promise<Figure[]> {
  const folder = join(shop.folder, `bare-${coding || 'plain'}`)
  mkdirSync(folder)
  const answer = () => saveAnswer({ port, path: '/', coding }, join(folder, 'answer.json'))
  // The first one is made, the second comes from the cache.
  await answer()
  const saved = await answer()
  const others: { name: string; port: number; child: ChildProcess }[] = []
  const barePort = await freePort()
  others.push({
    name: 'bare node:http',
    port: barePort,
    child: launch([process.argv[1]!, '--child', 'bare', String(barePort), join(folder, 'answer.json')], {}),
  })
  if (nginxProgram) {
    const nginxPort = await freePort()
    const configuration = nginxConfiguration(folder, nginxPort, saved)
    others.push({
      name: 'nginx',
      port: nginxPort,
      child: spawn(nginxProgram, ['-c', configuration], { stdio: 'ignore' }),
    })
  }
  try {
    for (const other of others) await answers(other.port, '/')
    const all = [{ name: 'ours', port }, ...others].map((one) => ({ ...one, rates: [] as number[] }))
    for (let round = -2; round < rounds; round++)
      // Each round begins with another one: what the machine does beside this hits all alike.
      for (let turn = 0; turn < all.length; turn++) {
        const one = all[(turn + round + 2) % all.length]!
        const rate = await load({ port: one.port, path: '/', coding }, connections, roundMs)
        if (round >= 0) one.rates.push(rate)
      }
    const kilobytes = Math.round(Number(saved.headers['content-length']) / 1000)
    const what = `cached front page, ${coding || 'not compressed'}, ${kilobytes} kB`
    const [ours, ...peers] = all
    return peers.map(({ name, rates }) => ({
      what,
      unit: 'pages/s',
      values: ours!.rates,
      peer: { name, values: rates },
      ...(name.startsWith('bare') ? { promise: { ratio: 0.9 } } : {}),
    }))
  } finally {
    for (const { child } of others) await ended(child)
  }
}

/** Server time of pages nobody has asked for before, in batches. */
async function uncached(port: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const path of addresses) {
    if ((await answers(port, path)).status !== 200) continue
    const values: number[] = []
    for (let batch = -1; batch < 5; batch++) {
      const before = await served(port)
      for (let i = 0; i < variants; i++) await (await answers(port, `${path}?x=${batch}-${i}`)).arrayBuffer()
      const after = await served(port)
      if (batch >= 0) values.push(((after.seconds - before.seconds) * 1000) / (after.count - before.count))
    }
    figures.push({ what: `not cached: ${path}`, unit: 'ms', values, promise: { most: 5 } })
  }
  return figures
}

/** Seconds and answers so far of pages that were made, by the site's own metrics. */
async function served(port: number): Promise<{ seconds: number; count: number }> {
  const text = await (await answers(port, '/metrics')).text()
  const figure = (name: string) =>
    Number(
      new RegExp(`^lantian_request_seconds_${name}\\{method="GET",status="200"\\} (\\S+)$`, 'm').exec(
        text,
      )?.[1] ?? 0,
    )
  return { seconds: figure('sum'), count: figure('count') }
}
