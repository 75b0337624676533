import { createHash, randomBytes } from 'node:crypto'
import { record } from '../../kit/journal/journal.ts'
import { isSealed, type Letter, send } from '../../kit/mail/mail.ts'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import type { NewsletterDb, Wanted } from './tables.ts'

/** How long the mailed link is good. */
const validMs = 2 * 24 * 3_600_000
/** Letters that one address is sent in a day, whoever asks: nobody can have a stranger's mailbox filled. */
const asksADay = 3

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const confirmPath = (token: string) => `/newsletter/confirm/${token}`
export const leavePath = (id: number) => `/newsletter/leave/${id}`

const letterOf = (path: string): Letter => ({
  subject: { zh: '请确认订阅简报', en: 'Please confirm your subscription' },
  parts: [
    {
      text: {
        zh: '有人用这个邮箱订阅了我们的简报。如果是您，请打开下面的链接确认；链接两天内有效。',
        en: 'Somebody asked for our newsletter with this address. If it was you, confirm it by the link below; it is good for two days.',
      },
    },
    {
      text: {
        zh: '如果不是您，不用理会这封信，您不会再收到邮件。',
        en: 'If it was not you, do nothing: no further mail will come.',
      },
    },
  ],
  path,
  sealed: true,
  button: { zh: '确认订阅', en: 'Confirm' },
})

/** Mails the link by which a subscription, or a change of it, begins. Who subscribes already is sent the same. */
export async function askFor(house: House, email: string, wanted: Wanted): Promise<void> {
  const db: NewsletterDb = house.store.db
  const at = house.clock()
  const now = at.epochMilliseconds
  const address = email.toLowerCase()
  await db.transaction().execute(async (tx) => {
    await house.store.bulk.exclusive(tx, 'press_subscription_ask')
    await tx.deleteFrom('press_subscription_ask').where('until', '<', now).execute()
    const { asked } = await tx
      .selectFrom('press_subscription_ask')
      .select((of) => of.fn.countAll<number>().as('asked'))
      .where('email', '=', address)
      .where('asked_at', '>', now - validMs / 2)
      .executeTakeFirstOrThrow()
    if (Number(asked) >= asksADay) return
    const token = randomBytes(18).toString('base64url')
    await tx
      .insertInto('press_subscription_ask')
      .values({
        token: hashOf(token),
        email: address,
        wanted: JSON.stringify(wanted),
        asked_at: now,
        until: now + validMs,
        used_at: null,
      })
      .execute()
    const to = [{ address, language: wanted.language }]
    await send(tx, { to, letter: letterOf(confirmPath(token)), at })
  })
}

const linkOver = () =>
  new Problem(
    'link-over',
    {
      zh: '这个链接已经用过或已过期。请重新订阅。',
      en: 'This link was used already or is over. Please subscribe again.',
    },
    410,
  )

/** @throws Problem 410 for a link that we never mailed */
export function mustBeMailed(house: House, token: string, seal: string): void {
  if (!isSealed(house.settings, confirmPath(token), seal)) throw linkOver()
}

/** Begins the subscription that a mailed link is for, once. @throws Problem 410 where it was used or is over */
export async function confirm(house: House, token: string): Promise<void> {
  const db: NewsletterDb = house.store.db
  const at = house.clock()
  const now = at.epochMilliseconds
  await db.transaction().execute(async (tx) => {
    const asked = await tx
      .updateTable('press_subscription_ask')
      .set({ used_at: now })
      .where('token', '=', hashOf(token))
      .where('used_at', 'is', null)
      .where('until', '>', now)
      .returning(['email', 'wanted'])
      .executeTakeFirst()
    if (!asked) throw linkOver()
    const { language, rhythm, columns, topics } = JSON.parse(asked.wanted) as Wanted
    const set = {
      language,
      rhythm,
      columns: JSON.stringify(columns),
      topics: JSON.stringify(topics),
      state: 'active' as const,
      refusals: 0,
      ended_at: null,
    }
    const { id } = await tx
      .insertInto('press_subscriber')
      .values({ email: asked.email, joined_at: now, ...set })
      .onConflict((of) => of.column('email').doUpdateSet(set))
      .returning('id')
      .executeTakeFirstOrThrow()
    await record(tx, {
      at,
      by: 'reader',
      deed: 'newsletter.join',
      about: `subscriber/${id}`,
      detail: { rhythm },
    })
  })
}

/** Ends a subscription and forgets the address; a second time does nothing. @param by as the journal writes him */
export async function leave(house: House, id: number, by = 'reader'): Promise<void> {
  const db: NewsletterDb = house.store.db
  const at = house.clock()
  await db.transaction().execute(async (tx) => {
    const left = await tx
      .updateTable('press_subscriber')
      .set({ state: 'left', email: null, ended_at: at.epochMilliseconds })
      .where('id', '=', id)
      .where('state', '<>', 'left')
      .executeTakeFirst()
    if (left.numUpdatedRows === 0n) return
    await tx
      .updateTable('mail_outbox')
      .set({ state: 'dropped', ended_at: at.epochMilliseconds })
      .where('leave', '=', leavePath(id))
      .where('state', '=', 'waiting')
      .execute()
    await record(tx, { at, by, deed: 'newsletter.leave', about: `subscriber/${id}` })
  })
}

/** Whether the link to leave is one that we mailed. */
export const mayLeave = (house: House, id: string, seal: string): boolean =>
  /^[1-9]\d{0,14}$/.test(id) && isSealed(house.settings, leavePath(Number(id)), seal)
