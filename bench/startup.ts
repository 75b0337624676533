import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Section } from './figures.ts'
import { fullHouse } from './import.ts'
import { answers, ended, freePort, launch, settingsOf, timed, type Workshop } from './workshop.ts'

const runs = 5

/** From the start of the process to the first byte of the front page. */
export async function startSection(shop: Workshop): Promise<Section> {
  const empty = join(shop.folder, 'empty')
  const inEmpty = { LANTIAN_SIMULATED: 'yes' }
  const inFull = { LANTIAN_CLOCK: '2016-12-20T18:30' }
  const fresh: number[] = []
  const full: number[] = []
  const launcher: number[] = []
  const bare: number[] = []
  for (let run = 0; run < runs; run++) {
    bare.push(await firstByte(['-e', bareServer], {}))
    full.push(await firstByte([shop.program, 'start'], settingsOf(fullHouse(shop), inFull)))
    for (const [args, into] of [
      [[shop.program, 'start'], fresh],
      [['scripts/run.mjs', 'start'], launcher],
    ] as const) {
      rmSync(empty, { recursive: true, force: true })
      mkdirSync(empty)
      into.push(await firstByte([...args], settingsOf(empty, inEmpty)))
    }
  }
  const peer = { name: 'bare node:http', values: bare }
  const promise = { most: 1 }
  return {
    title: 'Start to first byte',
    notes: [
      'A new centre makes its database, registers its stations, and simulates and rolls up 48 hours before it opens. The launcher also looks for what is missing or stale; npm itself adds its own start to that.',
    ],
    figures: [
      { what: 'centre with four years', unit: 's', values: full, peer, promise },
      { what: 'new centre', unit: 's', values: fresh, peer, promise },
      { what: 'new centre, by the launcher', unit: 's', values: launcher, peer },
    ],
  }
}

const bareServer =
  "require('node:http').createServer((_, r) => r.end('x')).listen(process.env.PORT, '127.0.0.1')"

async function firstByte(args: string[], env: Record<string, string>): Promise<number> {
  const port = await freePort()
  const { ms, result } = await timed(async () => {
    const child = launch(args, { ...env, PORT: String(port) })
    const response = await answers(port, '/')
    await response.body!.getReader().read()
    if (response.status !== 200) throw new Error(`the first page was ${response.status}`)
    return child
  })
  await ended(result)
  return ms / 1000
}
