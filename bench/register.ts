import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { migrations } from '../src/centre.ts'
import { openHouse } from '../src/house.ts'
import { migrate } from '../src/kit/db/migrate.ts'
import { room as people } from '../src/kit/people/room.ts'
import { signedIn, type TestOfficer } from '../src/kit/people/testing.ts'
import type { AnyRegister } from '../src/kit/register/register.ts'
import { room as registers } from '../src/kit/register/room.ts'
import { thingRoom, things } from '../src/kit/register/testing.ts'
import { deskOf, type House } from '../src/kit/room.ts'
import { createApp } from '../src/kit/web/app.tsx'
import { readSettings } from '../src/settings.ts'
import type { Section } from './figures.ts'
import { settingsOf, timed, type Workshop } from './workshop.ts'

const rows = 100_000
const warmups = 10
const runs = 60
/** What DESIGN.md 10 promises of a page of a register, in milliseconds. */
const most = 100

/** A house with one register of every kind of field, filled. */
async function fullRegister(folder: string): Promise<{ house: House; web: Hono }> {
  const opened = await openHouse(readSettings(settingsOf(folder, { LANTIAN_CLOCK: '2026-11-24T10:30' })), {
    empty: true,
  })
  await migrate(opened.store, { ...migrations, ...thingRoom.migrations })
  const house = { ...opened, desk: deskOf([people, registers, thingRoom]) }
  await people.prepare?.(house)
  return { house, web: createApp(house, [people, registers, thingRoom]) }
}

const columns = [
  ...['revision', 'created_at', 'created_by', 'changed_at', 'changed_by', 'searched'],
  ...['name', 'notes', 'seats', 'price', 'since', 'state', 'electric', 'call', 'parent'],
] as const
const words = ['采样车', '宣传车', '面包车', '监测车', '无人机', '摄影机']

function* entries(at: number) {
  for (let n = 1; n <= rows; n++) {
    const name = `${words[n % words.length]} ${String((n * 7_919) % rows).padStart(6, '0')}`
    const day = `20${10 + (n % 17)}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`
    const call = `010-8852 ${String(n % 10_000).padStart(4, '0')}`
    yield [
      ...[1, at, 'officer/1', at, 'officer/1', `${name}\n${call}`],
      ...[
        name,
        '备注',
        1 + (n % 60),
        n * 10,
        day,
        n % 5 ? 'free' : 'out',
        n % 2,
        call,
        n > 10 ? 1 + (n % 10) : null,
      ],
    ]
  }
}

/** Pages of a register of 100,000 rows, as an officer who is signed in gets them from the server. */
export async function registerSection(shop: Workshop): Promise<Section> {
  const folder = join(shop.folder, 'register')
  const { house, web } = await fullRegister(folder)
  const { db, bulk } = house.store
  const key = (things as AnyRegister).key
  shop.say(`filling a register with ${rows} rows`)
  await db
    .transaction()
    .execute((tx) => bulk.insert(tx, key, columns, entries(house.clock().epochMilliseconds)))
  const officer = await signedIn(web, house, { name: { zh: '李明', en: 'Li Ming' } })
  const pages: [string, string][] = [
    ['first page of the list', ''],
    ['sorted by another field, last first', '?sort=-seats'],
    ['filter of which a fifth is', '?state=out'],
    ['two filters and an order', '?state=out&electric=1&sort=-since'],
    ['search that finds many', '?q=采样'],
    ['search that finds one', '?q=采样车 004242'],
    ['search that finds nothing', '?q=飞艇'],
    ['empty trash', '?trash=1'],
    ['a row that ten thousand refer to', '/1'],
    ['form of a row', '/4242/edit'],
    ['a month of the calendar', '/calendar?month=2024-03'],
  ]
  const figures = []
  for (const [what, path] of pages)
    figures.push({ what, unit: 'ms', values: await times(officer, path), promise: { most } })
  figures.push({ what: 'a change saved', unit: 'ms', values: await changes(officer), promise: { most } })
  await house.store.close()
  rmSync(folder, { recursive: true, force: true })
  const notes = [
    `${rows.toLocaleString('en-GB')} rows on SQLite, ${runs} times each: session, permission, query, page.`,
  ]
  return { title: 'Registers', notes, figures }
}

async function times({ browser }: TestOfficer, path: string): Promise<number[]> {
  const values: number[] = []
  for (let run = -warmups; run < runs; run++) {
    const { ms, result } = await timed(async () => {
      const answer = await browser.get(`/desk/r/thing${path}`)
      await answer.text()
      return answer.status
    })
    if (result !== 200) throw new Error(`${path} answered ${result}`)
    if (run >= 0) values.push(ms)
  }
  return values
}

async function changes({ browser }: TestOfficer): Promise<number[]> {
  const values: number[] = []
  for (let run = 1; run <= runs; run++) {
    const form = {
      name: '采样车 改',
      seats: String(1 + (run % 50)),
      state: 'free',
      'row-revision': String(run),
    }
    const { ms, result } = await timed(() => browser.post('/desk/r/thing/99/edit', form))
    if (result.status !== 303) throw new Error(`the change answered ${result.status}`)
    values.push(ms)
  }
  return values
}
