import type { Context, Hono } from 'hono'
import { disposition } from '../../files/names.ts'
import { anyOfficer } from '../../people/officer.ts'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { dayAt } from '../../time.ts'
import { type DeskAsk, desk } from '../../web/desk.tsx'
import { LongAnswers } from '../../web/long-answers.ts'
import { streamOf } from '../../web/stream.ts'
import { registerFor } from '../find.ts'
import { lookOf } from '../look.ts'
import { wantedOf } from '../query.ts'
import type { AnyRow } from '../register.ts'
import { csvOf, type Sheet, xlsxOf } from './export.ts'

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A list as a file: its own filters and order, all its rows. */
export function exportRoutes(web: Hono, house: House): void {
  const answers = new LongAnswers()
  const enter = ({ officer }: DeskAsk, c: Context) => {
    const leave = answers.enter(officer.id)
    if (leave) return leave
    c.header('retry-after', '10')
    throw tooManyAtOnce()
  }
  desk(web, house, '/desk/r/:key/export.csv', anyOfficer, async (ask, c) => {
    const sheet = await sheetOf(house, ask)
    const leave = enter(ask, c)
    const onError = (error: unknown) =>
      house.log.error({ err: error, register: sheet.r.key }, 'a file broke off')
    return fileAnswer(
      streamOf(csvOf(sheet), onError, leave),
      nameOf(house, ask, sheet, 'csv'),
      'text/csv; charset=utf-8',
    )
  })
  desk(web, house, '/desk/r/:key/export.xlsx', anyOfficer, async (ask, c) => {
    const sheet = await sheetOf(house, ask)
    const leave = enter(ask, c)
    try {
      return fileAnswer(await xlsxOf(sheet), nameOf(house, ask, sheet, 'xlsx'), xlsxType)
    } finally {
      leave()
    }
  })
}

async function sheetOf(house: House, { params, query, officer, language }: DeskAsk): Promise<Sheet> {
  const r = registerFor(house, params.key!, officer)
  const wanted = wantedOf(r, query)
  const columns = query.has('cols') ? wanted.columns : null
  const sees = (row: AnyRow) => r.may.see.holds(officer, row)
  return { r, wanted, columns, sees, look: await lookOf(house, language) }
}

const nameOf = (house: House, { language }: DeskAsk, { r }: Sheet, ending: string) =>
  `${r.many[language]} ${dayAt(house.clock(), house.settings.LANTIAN_ZONE)}.${ending}`

/** A file to keep, which nobody on the way keeps. */
export const fileAnswer = (body: ReadableStream<Uint8Array>, name: string, type: string) =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': disposition('attachment', name),
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
    },
  })

const tooManyAtOnce = () =>
  new Problem(
    'too-many-at-once',
    {
      zh: '同时下载的文件太多。请等正在进行的下载结束后再试。',
      en: 'Too many files at the same time; try again when those under way have come.',
    },
    429,
  )
