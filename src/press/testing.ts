import { room as files } from '../kit/files/room.ts'
import type { Officer } from '../kit/people/officer.ts'
import { addOfficer, colleague, giveDuty, type PeopleDb } from '../kit/people/officers.ts'
import { room as people } from '../kit/people/room.ts'
import { todayOf } from '../kit/people/sign-in.ts'
import { room as procedure } from '../kit/procedure/room.ts'
import type { AnyRegister } from '../kit/register/register.ts'
import { room as register } from '../kit/register/room.ts'
import type { House, Room } from '../kit/room.ts'
import { type Doc, docOfPlain } from '../kit/text/text.ts'
import { type Language, languages } from '../kit/words.ts'
import { article as articleProcedure } from './article.procedure.ts'
import { columns } from './column.register.ts'
import { chiefEditor, editor, reviewer } from './duties.ts'
import type { Facts } from './facts.ts'
import { firstColumns } from './first-columns.ts'
import { up as articles } from './migrations/001-articles.ts'
import type { TextRow } from './publish.ts'
import { mayRead } from './reading.ts'
import { step } from './steps.ts'
import type { ArticleKind, Attachment } from './tables.ts'
import { dbOf, newArticle, saveText, translate } from './texts.ts'
import { topics } from './topic.register.ts'
import { wrongWords } from './wrong-word.register.ts'

/** The press room without its pages, and what it stands on. */
export const pressRooms: readonly Room[] = [
  people,
  procedure,
  register,
  files,
  {
    name: 'press',
    migrations: { 'press-001-articles': { up: articles } },
    registers: [columns, topics, wrongWords] as unknown as AnyRegister[],
    procedures: [articleProcedure],
    prepare: firstColumns,
    mayRead,
    desk: { duties: [editor, reviewer, chiefEditor] },
  },
]

export interface Staff {
  editor: Officer
  reviewer: Officer
  chief: Officer
}

const staffs = new WeakMap<object, Promise<Staff>>()

/** An editor, a reviewer and a chief editor, the same for each house. */
export function pressStaff(house: House): Promise<Staff> {
  const known = staffs.get(house.store)
  if (known) return known
  const made = makeStaff(house)
  staffs.set(house.store, made)
  return made
}

async function makeStaff(house: House): Promise<Staff> {
  const join = async (zh: string, en: string, ...duties: { key: string }[]) => {
    const db: PeopleDb = house.store.db
    const deed = { at: house.clock(), by: 'test' }
    const from = todayOf(house)
    const email = `${en.toLowerCase().replaceAll(' ', '.')}@press.example.org`
    return db.transaction().execute(async (tx) => {
      const officer = await addOfficer(tx, { name: { zh, en }, email, department: null }, deed)
      for (const { key } of duties) await giveDuty(tx, { officer, duty: key, from, until: null }, deed)
      return colleague(tx, officer, from)
    })
  }
  return {
    editor: await join('林晓', 'Lin Xiao', editor),
    reviewer: await join('何文', 'He Wen', reviewer),
    chief: await join('周正', 'Zhou Zheng', chiefEditor),
  }
}

export interface Written {
  title: string
  summary?: string
  /** Plain words, or a whole document. */
  body?: string | Doc
  coverAlt?: string
  slug?: string
  attachments?: Attachment[]
  /** Epoch milliseconds. */
  publishAt?: number
  embargoUntil?: number
  expiresAt?: number
}

export interface ArticleAsked extends Partial<Omit<Facts, 'column' | 'kind'>> {
  zh?: Written
  en?: Written
  /** Slug of its column; `news` where nothing is said. */
  column?: string
  kind?: ArticleKind
  /** False leaves it a draft. */
  published?: boolean
}

/** An article that went through the whole procedure. @returns its id and those of its texts */
export async function article(house: House, asked: ArticleAsked) {
  const staff = await pressStaff(house)
  const { zh, en, column = 'news', kind = 'news', published = true, ...facts } = asked
  const { id } = await house.store.db
    .selectFrom('press_column')
    .select('id')
    .where('slug', '=', column)
    .executeTakeFirstOrThrow()
  const texts: Partial<Record<Language, number>> = {}
  let first: TextRow | null = null
  for (const language of languages) {
    const words = { zh, en }[language]
    if (!words) continue
    const { title } = words
    const begun: TextRow = first
      ? await translate(house, first, staff.editor)
      : await newArticle(house, { ...facts, kind, column: id, language, title }, staff.editor)
    first ??= begun
    texts[language] = begun.id
    await write(house, begun, words, staff.editor)
    if (published) await sign(house, begun.id)
  }
  return { article: first!.article, texts }
}

/** Drafts the words of a text that was just begun. */
async function write(house: House, begun: TextRow, words: Written, officer: Officer): Promise<void> {
  await step(house, begun, 'draft', officer)
  const { body = words.title } = words
  const changes = {
    title: words.title,
    summary: words.summary ?? '',
    body: JSON.stringify(typeof body === 'string' ? docOfPlain(body) : body),
    cover_alt: words.coverAlt ?? '',
    attachments: JSON.stringify(words.attachments ?? []),
    slug: words.slug ?? begun.slug,
    publish_at: words.publishAt ?? null,
    embargo_until: words.embargoUntil ?? null,
    expires_at: words.expiresAt ?? null,
  }
  await saveText(house, { text: begun.id, revision: begun.revision, changes }, officer)
}

/** Hands in, passes and signs a text, each by whom it is for. */
export async function sign(house: House, text: number, input: { note?: string } = {}): Promise<void> {
  const staff = await pressStaff(house)
  const row = await dbOf(house)
    .selectFrom('press_text')
    .selectAll()
    .where('id', '=', text)
    .executeTakeFirstOrThrow()
  await step(house, row, 'submit', staff.editor, { input })
  await step(house, row, 'pass', staff.reviewer)
  await step(house, row, 'sign', staff.chief)
}
