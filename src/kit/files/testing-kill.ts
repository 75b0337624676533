/** Saves files of random content until it is killed, and says each digest once it is kept. */
import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { beijing } from '../../beijing.ts'
import { readSettings } from '../../settings.ts'
import { openStore } from '../db/open.ts'
import { noDesk } from '../room.ts'
import { PageCache } from '../web/cache.ts'
import { createMetrics } from '../web/metrics.ts'
import { saveFile } from './save.ts'

const folder = process.argv[2]!
const house = {
  store: await openStore({ file: join(folder, 'test.sqlite') }),
  settings: readSettings({ LANTIAN_DATA: folder }),
  centre: beijing,
  menu: [],
  desk: noDesk,
  clock: () => Temporal.Now.instant(),
  log: pino({ level: 'silent' }),
  cache: new PageCache(),
  metrics: createMetrics(),
}
for (;;) {
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(2_000_000)])
  const { sha256 } = await saveFile(house, bytes, { name: 'a.pdf', by: 'officer/li', at: house.clock() })
  writeSync(1, `${sha256}\n`)
}
