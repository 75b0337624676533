import { z } from 'zod'
import { filesOf } from '../../kit/files/files.ts'
import type { FilesDb } from '../../kit/files/tables.ts'
import { anyOfficer } from '../../kit/people/officer.ts'
import { Problem } from '../../kit/problem.ts'
import * as kit from '../../kit/register/register.ts'
import type { House } from '../../kit/room.ts'
import { readDoc } from '../../kit/text/text.ts'
import { fault, oneLine, writing } from '../../kit/web/asked.ts'
import { type Faults, type Form, readForm } from '../../kit/web/form.ts'
import { mayWrite } from '../duties.ts'
import { aboutText, type TextRow } from '../publish.ts'
import { freeSlug, isSlug, isTaken, slugOf } from '../slugs.ts'
import type { Attachment } from '../tables.ts'
import { type Changes, dbOf } from '../texts.ts'
import { localOf } from './shown.ts'
import { label } from './words.ts'

/** The form of a text as that of a register, whose drafts and signs of life it shares. It has no pages of its own. */
export const textForm = kit.register('press_text', {
  words: label('body'),
  fields: {
    title: kit.text(label('title')),
    summary: kit.longText(label('summary'), { optional: true }),
    body: kit.longText(label('body'), { optional: true }),
    cover_alt: kit.text(label('coverAlt'), { optional: true }),
    slug: kit.text(label('slug'), { optional: true }),
    publish_at: kit.text(label('publishAt'), { optional: true }),
    embargo_until: kit.text(label('embargoUntil'), { optional: true }),
    expires_at: kit.text(label('expiresAt'), { optional: true }),
  },
  list: { columns: ['title'], order: 'title' },
  may: { see: anyOfficer, change: mayWrite },
}) as unknown as kit.AnyRegister

const slug = z
  .string()
  .trim()
  .refine(isSlug, fault('只用小写字母、数字和连字符', 'has only small letters, digits and hyphens'))

/** Local time of the centre as epoch milliseconds. */
export const localTime = (zone: string) =>
  z.string().transform((text, c) => {
    try {
      return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
    } catch {
      c.addIssue({
        code: 'custom',
        ...fault('不是时间，例如 2026-11-25T18:00', 'is not a time such as 2026-11-25T18:00'),
      })
      return z.NEVER
    }
  })

export const hourFields = (zone: string) => ({
  publish_at: localTime(zone).optional(),
  embargo_until: localTime(zone).optional(),
  expires_at: localTime(zone).optional(),
})

const schema = (zone: string) =>
  z.object({
    title: oneLine(200),
    summary: writing(600).optional(),
    cover_alt: oneLine(300).optional(),
    slug: slug.optional(),
    ...hourFields(zone),
  })

type TextRead = { ok: true; changes: Changes } | { ok: false; faults: Faults }

/** What was typed into the form of a text. */
export async function readText(house: House, text: TextRow, form: Form): Promise<TextRead> {
  const read = readForm(schema(house.settings.LANTIAN_ZONE), form)
  const faults: Faults = read.ok ? {} : { ...read.faults }
  const body = bodyOf(form, faults)
  const attachments = await attachmentsOf(house, text, form.all('attachments'))
  if (!read.ok || body === null) return { ok: false, faults }
  const { data } = read
  const named = await nameOf(house, text, data.slug, data.title)
  if (named === null) return { ok: false, faults: { slug: taken } }
  return {
    ok: true,
    changes: {
      title: data.title,
      summary: data.summary ?? '',
      body,
      cover_alt: data.cover_alt ?? text.cover_alt,
      attachments,
      slug: named,
      publish_at: data.publish_at ?? null,
      embargo_until: data.embargo_until ?? null,
      expires_at: data.expires_at ?? null,
    },
  }
}

function bodyOf(form: Form, faults: Faults): string | null {
  try {
    return JSON.stringify(readDoc(form.text('body')))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    faults.body = error.words
    return null
  }
}

const taken = { zh: '已被另一篇稿件使用', en: 'belongs to another article' }

/** The name in addresses; null where another has it. */
async function nameOf(house: House, { id, language }: TextRow, typed: string | undefined, title: string) {
  const db = dbOf(house)
  const made = typed ?? (await slugOf(title, language))
  if (typed === undefined && (await isTaken(db, { id, language, slug: made })))
    return freeSlug(db, language, made)
  return (await isTaken(db, { id, language, slug: made })) ? null : made
}

/** The chosen files with what they are called; those that are not there are left out. */
async function attachmentsOf(house: House, text: TextRow, chosen: readonly string[]): Promise<string> {
  const digests = [...new Set(chosen)].filter((each) => /^[0-9a-f]{64}$/.test(each)).slice(0, 50)
  if (digests.length === 0) return '[]'
  const db: FilesDb = house.store.db
  const used = await filesOf(db, aboutText(text.id))
  const rows = await db
    .selectFrom('file_use as u')
    .innerJoin('file as f', 'f.sha256', 'u.sha256')
    .select(['f.sha256', 'f.type', 'f.size', 'u.name'])
    .where('f.sha256', 'in', digests)
    .orderBy('u.at')
    .execute()
  const list = digests.flatMap((sha256): Attachment[] => {
    const row = rows.find((each) => each.sha256 === sha256)
    const name = used.find((each) => each.sha256 === sha256 && each.name !== 'picture')?.name ?? row?.name
    return row ? [{ sha256, name: name!, type: row.type, size: Number(row.size) }] : []
  })
  return JSON.stringify(list)
}

/** The fields as they stand in a text. */
export const valuesOf = (house: House, text: TextRow): Record<string, string> => ({
  title: text.title,
  summary: text.summary,
  body: text.body,
  cover_alt: text.cover_alt,
  slug: text.slug,
  publish_at: localOf(house, text.publish_at),
  embargo_until: localOf(house, text.embargo_until),
  expires_at: localOf(house, text.expires_at),
})
