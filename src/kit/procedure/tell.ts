import { dayTime } from '../html/day-time.ts'
import { type MessageKind, tell } from '../mail/mail.ts'
import type { Officer } from '../people/officer.ts'
import type { Words } from '../words.ts'
import type { TaskRow } from './case.ts'
import { type AnyProcedure, type Case, stateOf } from './declare.ts'
import type { Deed } from './signatures.ts'
import { moveOf } from './signatures.ts'
import type { ProcedureDb } from './tables.ts'
import { type Desk, roundOf } from './tasks.ts'

const task: MessageKind = {
  key: 'procedure-task',
  words: { zh: '交给我办理的事项', en: 'Tasks that come to me' },
  usual: 'now',
}
const reminder: MessageKind = {
  key: 'procedure-reminder',
  words: { zh: '到期提醒和催办', en: 'Reminders, and being urged' },
  usual: 'now',
}
const outcome: MessageKind = {
  key: 'procedure-outcome',
  words: { zh: '我发起的事项被退回或办结', en: 'What I started is returned or done' },
  usual: 'now',
}
const reading: MessageKind = {
  key: 'procedure-reading',
  words: { zh: '传阅给我的事项', en: 'What is shown to me' },
  usual: 'daily',
}

/** What officers hear of cases. */
export const messageKinds: readonly MessageKind[] = [task, reminder, outcome, reading]

type Told = Pick<Case, 'id' | 'title' | 'urgent'>

const notice = ({ id, urgent }: Told, at: Temporal.Instant) => ({ path: `/desk/cases/${id}`, urgent, at })
const titled = ({ title }: Told, { zh, en }: Words): Words => ({
  zh: `${zh}：${title.zh}`,
  en: `${en}: ${title.en}`,
})

/** Tells those whose turn has just come, but not who did the deed. */
export async function tellTurn(
  tx: ProcedureDb,
  of: AnyProcedure,
  one: Case,
  { to, by }: { to: readonly (string | null)[]; by?: Pick<Officer, 'id'> | null | undefined },
  { at }: Pick<Desk, 'at'>,
): Promise<void> {
  await tell(tx, {
    ...notice(one, at),
    to: to.filter((id) => id !== null && id !== by?.id) as string[],
    kind: task,
    subject: titled(one, stateOf(of, one.state).words),
    lines: [{ zh: `${of.words.zh}，请您办理。`, en: `${of.words.en}: it waits for you.` }],
  })
}

/** After a deed: whose turn has come, and who started the case, where it ended or was returned. */
export async function tellDeed(
  tx: ProcedureDb,
  of: AnyProcedure,
  { before, after, deed }: { before: Case | null; after: Case; deed: Deed },
  tools: Desk,
): Promise<void> {
  const opened = (await roundOf(tx, after)).filter(
    ({ status, clock_at }) => status === 'open' && clock_at === tools.at.epochMilliseconds,
  )
  const back = before !== null && moveOf(of, before, deed.verb).kind === 'return'
  const moved = before !== null && before.revision !== after.revision
  const news = moved && (back || after.endedAt !== null) ? after.starter : null
  const to = opened.map(({ holder }) => holder).filter((id) => id !== news)
  await tellTurn(tx, of, after, { to, by: deed.officer }, tools)
  if (news === null || news === deed.officer?.id) return
  const said = back ? { zh: '已退回', en: 'Returned' } : stateOf(of, after.state).words
  const reason = deed.reason === null ? [] : [{ zh: `理由：${deed.reason}`, en: `Reason: ${deed.reason}` }]
  await tell(tx, {
    ...notice(after, tools.at),
    to: [news],
    kind: outcome,
    subject: titled(after, said),
    lines: [{ zh: `您发起的${of.words.zh}。`, en: `${of.words.en}, which you started.` }, ...reason],
  })
}

/** Reminds who holds a task that is due, or overdue. */
export async function tellDue(
  tx: ProcedureDb,
  one: Case,
  { holder, due }: Pick<TaskRow, 'holder' | 'due'>,
  { at, zone }: Desk,
): Promise<void> {
  const late = due! < at.epochMilliseconds
  const term = Temporal.Instant.fromEpochMilliseconds(due!)
  await tell(tx, {
    ...notice(one, at),
    to: holder === null ? [] : [holder],
    kind: reminder,
    urgent: late || one.urgent,
    subject: titled(one, late ? { zh: '已超期', en: 'Overdue' } : { zh: '即将到期', en: 'Due today' }),
    lines: [
      {
        zh: `期限是${dayTime(term, zone, 'zh')}。`,
        en: `It was to be done by ${dayTime(term, zone, 'en')}.`,
      },
    ],
  })
}

/** Tells those whom the procedure names that somebody's task stays overdue. */
export const tellLate = (tx: ProcedureDb, one: Case, to: readonly string[], { at }: Desk): Promise<void> =>
  tell(tx, {
    ...notice(one, at),
    to,
    kind: reminder,
    urgent: true,
    subject: titled(one, { zh: '超期未办', en: 'Long overdue' }),
  })

const verbs: Record<string, { kind: MessageKind; words: Words; urgent?: boolean }> = {
  transfer: { kind: task, words: { zh: '转交您办理', en: 'Handed on to you' } },
  add: { kind: task, words: { zh: '请您加签', en: 'Your signature is asked for' } },
  circulate: { kind: reading, words: { zh: '传阅', en: 'For your information' } },
  urge: { kind: reminder, words: { zh: '催办', en: 'You are urged' }, urgent: true },
}

/** After a deed that any case allows: whom it was for. @param to as the journal writes them */
export async function tellVerb(
  tx: ProcedureDb,
  one: Case,
  {
    verb,
    by,
    to,
    reason,
  }: { verb: string; by: Officer; to: string | readonly string[]; reason: string | null },
  { at }: Pick<Desk, 'at'>,
): Promise<void> {
  const said = verbs[verb]
  if (!said) return
  const from = {
    zh: `${by.name.zh}${reason ? `：${reason}` : ''}`,
    en: `${by.name.en}${reason ? `: ${reason}` : ''}`,
  }
  await tell(tx, {
    ...notice(one, at),
    to: [to]
      .flat()
      .map((each) => each.replace(/^officer\//, ''))
      .filter((id) => id !== by.id),
    kind: said.kind,
    urgent: said.urgent === true || one.urgent,
    subject: titled(one, said.words),
    lines: [from],
  })
}
