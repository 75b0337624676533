import type { Hono } from 'hono'
import { mayRunSystem } from '../../desk/duties.ts'
import { dayTime } from '../../html/day-time.ts'
import { DeskPage } from '../../html/desk-layout.tsx'
import { href } from '../../html/layout.tsx'
import { DataTable, Notice, Section } from '../../html/parts.tsx'
import { record } from '../../journal/journal.ts'
import { signatureOf } from '../../people/officer.ts'
import type { House, TodayLine } from '../../room.ts'
import { type DeskAsk, desk, deskAct } from '../../web/desk.tsx'
import type { Words } from '../../words.ts'
import { veiled } from '../address.ts'
import type { Letter } from '../letter.tsx'
import { discard, type OutboxDb, type OutboxRow, tryAgain } from '../outbox.ts'
import type { MailState } from '../tables.ts'
import { label, words } from '../words.ts'

const place = '/desk/mail'
const shown = 100
/** What somebody must look at. */
const trouble: readonly MailState[] = ['refused', 'unclear', 'late']

interface Line extends OutboxRow {
  subject: Words
  to: Words
}

async function linesOf(db: OutboxDb, states: readonly MailState[]): Promise<Line[]> {
  const rows = await db
    .selectFrom('mail_outbox as o')
    .innerJoin('mail_letter as l', 'l.id', 'o.letter')
    .leftJoin('officer as p', 'p.id', 'o.officer')
    .selectAll('o')
    .select(['l.content', 'p.name_zh', 'p.name_en'])
    .where('o.state', 'in', states)
    .orderBy('o.id', 'desc')
    .limit(shown)
    .execute()
  return rows.map(({ content, name_zh, name_en, ...row }) => {
    // Who subscribed to what is nobody's business here.
    const outside = row.address === null ? '' : veiled(row.address)
    return {
      ...row,
      reply: row.address === null ? row.reply : row.reply.replaceAll(row.address, outside),
      subject: (JSON.parse(content) as Letter).subject,
      to: { zh: name_zh ?? outside, en: name_en ?? outside },
    }
  })
}

function Outbox({ ask, house, given, rest }: { ask: DeskAsk; house: House; given: Line[]; rest: Line[] }) {
  const w = words[ask.language]
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.mail}
      lead={w.mailLead}
      crumbs={[{ words: label('mail') }]}
    >
      {!house.settings.LANTIAN_SMTP && <Notice inline>{w.off}</Notice>}
      {given.length > 0 && (
        <Section title={w.trouble}>
          {given.some(({ state }) => state === 'unclear') && <p class="lead">{w.unclearHelp}</p>}
          <Table ask={ask} house={house} lines={given} caption={w.trouble} />
        </Section>
      )}
      <Section title={w.recent}>
        <Table ask={ask} house={house} lines={rest} caption={w.recent} />
      </Section>
    </DeskPage>
  )
}

function Table({
  ask,
  house,
  lines,
  caption,
}: {
  ask: DeskAsk
  house: House
  lines: Line[]
  caption: string
}) {
  const { language } = ask
  const w = words[language]
  const time = (ms: number) =>
    dayTime(Temporal.Instant.fromEpochMilliseconds(ms), house.settings.LANTIAN_ZONE, language)
  return (
    <DataTable
      caption={<span class="skip">{caption}</span>}
      rows={lines}
      empty={w.noMail}
      columns={[
        { head: w.subject, cell: ({ subject }) => subject[language] },
        { head: w.to, cell: ({ to }) => <span class="nowrap">{to[language]}</span> },
        { head: w.state, cell: (line) => <State language={language} line={line} time={time} /> },
        { head: w.time, wideOnly: true, cell: ({ made_at }) => <span class="nowrap">{time(made_at)}</span> },
        { head: <span class="skip">{w.again}</span>, cell: (line) => <Acts ask={ask} line={line} /> },
      ]}
    />
  )
}

function State({ language, line, time }: { language: 'zh' | 'en'; line: Line; time(ms: number): string }) {
  const w = words[language]
  const { state, attempts, due, reply } = line
  return (
    <>
      <strong class={trouble.includes(state) ? 'field-error' : undefined}>{w.states[state]}</strong>
      {state === 'waiting' && attempts > 0 && <span class="small"> {w.nextTry(time(due))}</span>}
      {state !== 'sent' && reply !== '' && <p class="small">{reply}</p>}
    </>
  )
}

function Acts({ ask, line: { id, state } }: { ask: DeskAsk; line: Line }) {
  const w = words[ask.language]
  if (state !== 'waiting' && !trouble.includes(state)) return null
  return (
    <form class="acts" method="post" action={href(ask, place)}>
      <input type="hidden" name="mail" value={String(id)} />
      <button type="submit" name="act" value="again" class="plain">
        {w.again}
      </button>
      <button type="submit" name="act" value="drop" class="plain">
        {w.drop}
      </button>
    </form>
  )
}

const acts = new Map([
  ['again', tryAgain],
  ['drop', discard],
])

/** The mail of the house, for who keeps the program running. */
export function outboxRoutes(web: Hono, house: House): void {
  const db: OutboxDb = house.store.db
  desk(web, house, place, mayRunSystem, async (ask) => {
    const [given, rest] = await Promise.all([
      linesOf(db, trouble),
      linesOf(db, ['waiting', 'sending', 'sent', 'dropped']),
    ])
    return { body: <Outbox ask={ask} house={house} given={given} rest={rest} /> }
  })
  deskAct(web, house, place, mayRunSystem, async (ask, form) => {
    const id = form.text('mail')
    const act = acts.get(form.text('act'))
    const at = house.clock()
    if (act && /^[1-9]\d{0,14}$/.test(id))
      await db.transaction().execute(async (tx) => {
        if (!(await act(tx, Number(id), at))) return
        const deed = form.text('act') === 'drop' ? 'mail.drop' : 'mail.again'
        await record(tx, { at, by: signatureOf(ask.officer), deed, about: `mail/${id}` })
      })
    return { to: href(ask, place) }
  })
}

/** Mail that did not go out, for the desk's first page. */
export async function mailToday({ store }: House): Promise<TodayLine[]> {
  const db: OutboxDb = store.db
  const { n } = await db
    .selectFrom('mail_outbox')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('state', 'in', trouble)
    .executeTakeFirstOrThrow()
  const given = Number(n)
  if (given === 0) return []
  return [{ words: { zh: words.zh.given(given), en: words.en.given(given) }, path: place, urgent: true }]
}
