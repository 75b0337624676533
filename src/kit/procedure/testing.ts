import { readSettings } from '../../settings.ts'
import type { AnyStore } from '../db/open.ts'
import type { Duty, Officer } from '../people/officer.ts'
import { addOfficer, colleague, giveDuty, type PeopleDb } from '../people/officers.ts'
import { noDesk } from '../room.ts'
import { dayAt } from '../time.ts'
import { PageCache } from '../web/cache.ts'
import { startCase } from './act.ts'
import { type Case, procedure } from './declare.ts'
import { historyOf } from './history.ts'
import type { ProcedureDb, Works } from './tables.ts'

const named = (key: string, zh: string, en: string): Duty => ({
  key,
  words: { zh, en },
  help: { zh, en },
})
export const office = named('office', '办公室', 'Office')
export const director = named('director', '主任', 'Director')

export interface Paper {
  title: string
  kind?: string
  cosigners: string[]
  number?: string
}

/** 发文办理, as a centre has it. */
export const dispatch = procedure<Paper>()({
  key: 'dispatch',
  version: 1,
  words: { zh: '发文办理', en: 'Dispatch' },
  initial: 'draft',
  title: ({ title }) => ({ zh: title, en: title }),
  fields: {
    title: { words: { zh: '标题', en: 'Title' }, kind: 'line' },
    kind: {
      words: { zh: '文种', en: 'Kind' },
      kind: 'choice',
      choices: { notice: { zh: '通知', en: 'Notice' }, letter: { zh: '函', en: 'Letter' } },
    },
    cosigners: { words: { zh: '会签人', en: 'Co-signers' }, kind: 'officers' },
    number: { words: { zh: '文号', en: 'Number' }, kind: 'line' },
  },
  states: {
    draft: {
      words: { zh: '拟稿', en: 'Draft' },
      task: { who: 'starter' },
      on: {
        submit: {
          words: { zh: '送审', en: 'Submit' },
          to: {
            among: ['cosign', 'review'],
            choose: ({ cosigners }) => (cosigners.length > 0 ? 'cosign' : 'review'),
          },
          takes: ['title', 'kind', 'cosigners'],
          needs: ['title', 'kind'],
          guard: ({ data }) =>
            data.title.includes('!')
              ? { zh: '标题不用叹号。', en: 'A title has no exclamation mark.' }
              : null,
        },
        drop: { words: { zh: '作废', en: 'Drop' }, to: 'dropped', reason: 'needed' },
      },
    },
    cosign: {
      words: { zh: '会签', en: 'Co-sign' },
      task: {
        who: { officers: ({ cosigners }) => cosigners },
        sign: 'all',
        due: { workdays: 2 },
        escalate: { after: 1, to: director },
      },
      on: {
        agree: { words: { zh: '同意', en: 'Agree' }, to: 'review' },
        reject: { words: { zh: '退回', en: 'Return' }, to: 'draft', kind: 'return' },
        withdraw: { words: { zh: '撤回', en: 'Withdraw' }, to: 'draft', kind: 'withdraw' },
      },
    },
    review: {
      words: { zh: '核稿', en: 'Review' },
      task: { who: { duty: office }, due: { workdays: 1 } },
      on: {
        pass: { words: { zh: '送签', en: 'Pass' }, to: 'sign' },
        reject: { words: { zh: '退回', en: 'Return' }, to: 'draft', kind: 'return' },
      },
    },
    sign: {
      words: { zh: '签发', en: 'Sign' },
      task: { who: { duty: director }, due: { hours: 4 } },
      on: {
        issue: { words: { zh: '签发', en: 'Issue' }, to: 'waiting', notSelf: true },
        reject: { words: { zh: '退回', en: 'Return' }, to: 'review', kind: 'return' },
      },
    },
    waiting: {
      words: { zh: '待发', en: 'Waiting' },
      on: { send: { words: { zh: '发出', en: 'Send' }, to: 'sent', by: 'house' } },
    },
    sent: {
      words: { zh: '已发', en: 'Sent' },
      final: true,
      enter: async (_, { id, data }, { at }) => {
        if (data.title === 'fails on entering') throw new Error('the number book is closed')
        return { number: `${at.toZonedDateTimeISO('Asia/Shanghai').year}-${id}` }
      },
    },
    dropped: { words: { zh: '已作废', en: 'Dropped' }, final: true },
  },
})

/** Signed by each in his turn. */
export const relay = procedure<{ title: string; signers: string[] }>()({
  key: 'relay',
  version: 1,
  words: { zh: '依次会签', en: 'One by one' },
  initial: 'signing',
  title: ({ title }) => ({ zh: title, en: title }),
  states: {
    signing: {
      words: { zh: '会签', en: 'Signing' },
      task: { who: { officers: ({ signers }) => signers }, sign: 'order', due: { workdays: 1 } },
      on: {
        agree: { words: { zh: '同意', en: 'Agree' }, to: 'done' },
        reject: { words: { zh: '退回', en: 'Return' }, to: 'signing', kind: 'return' },
      },
    },
    done: { words: { zh: '办结', en: 'Done' }, final: true },
  },
})

export const procedures = [dispatch, relay]

/** As much of a house as the engine needs, over a store that others have open too. */
export const raceHouse = (store: AnyStore, at: Temporal.Instant): Works => ({
  store,
  settings: readSettings({}),
  desk: { ...noDesk, procedures },
  clock: () => at,
  cache: new PageCache(),
})

/** A colleague with these duties, as he stands today. */
export async function staff(house: Works, name: string, ...duties: Duty[]): Promise<Officer> {
  const db: PeopleDb = house.store.db
  const at = house.clock()
  const deed = { at, by: 'test' }
  const today = dayAt(at, house.settings.LANTIAN_ZONE)
  return db.transaction().execute(async (tx) => {
    const asked = { name: { zh: name, en: name }, email: `${name}@example.org`, department: null }
    const officer = await addOfficer(tx, asked, deed)
    for (const { key } of duties) await giveDuty(tx, { officer, duty: key, from: today, until: null }, deed)
    return colleague(tx, officer, today)
  })
}

/** A paper that its starter drafts. */
export const begin = (house: Works, officer: Officer, data: Partial<Paper> = {}, urgent = false) =>
  house.store.db.transaction().execute((tx) =>
    startCase(house, tx, {
      of: dispatch,
      officer,
      urgent,
      data: { title: 'Paper', kind: 'notice', cosigners: [], ...data },
    }),
  )

/** Who has an open signature to give, by name, with whom he stands in for. */
export async function waitingFor({ store }: Works, { id }: Pick<Case, 'id'>): Promise<string[]> {
  const db: ProcedureDb = store.db
  const rows = await db
    .selectFrom('procedure_task as t')
    .leftJoin('officer as h', 'h.id', 't.holder')
    .innerJoin('officer as s', 's.id', 't.seat')
    .select(['h.name_en as holder', 's.name_en as seat'])
    .where('t.case_id', '=', id)
    .where('t.kind', '=', 'do')
    .where('t.status', '=', 'open')
    .execute()
  return rows.map(({ holder, seat }) => (holder === seat ? seat : `${holder} for ${seat}`)).toSorted()
}

interface Said {
  by: string
  deed: string
  [detail: string]: unknown
}

/** What the journal says of a case, oldest first. */
export async function said({ store }: Works, { id }: Pick<Case, 'id'>): Promise<Said[]> {
  const lines = await historyOf(store.db, id)
  return lines.map(({ by, deed, detail }) => ({ by, deed, ...detail }))
}
