import type { Store } from '../../db/store.ts'
import { record } from '../../journal/journal.ts'
import { Problem } from '../../problem.ts'
import type { Language } from '../../words.ts'
import type { Deed } from '../officers.ts'
import { letters, post } from './letters.ts'
import { linkOf, makeLink, useLink } from './links.ts'
import { type Member, memberSignature } from './member.ts'
import type { Kind, MemberDb, OrganisationState, Role } from './tables.ts'

export interface Organisation {
  id: number
  kind: Kind
  name: string
  about: string
  proof: string
  state: OrganisationState
  reason: string
  askedAt: Temporal.Instant
  decidedAt: Temporal.Instant | null
  /** Managers first. */
  seats: { member: string; name: string; email: string; role: Role }[]
}

/** How the journal writes an organisation. */
const signature = (id: number) => `organisation/${id}`

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

/** @throws Problem 404 where there is none */
export async function organisation(db: MemberDb, id: number): Promise<Organisation> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined
  if (!row) throw noOrganisation()
  const seats = await db
    .selectFrom('seat as s')
    .innerJoin('member as m', 'm.id', 's.member')
    .select(['s.member', 'm.name', 'm.email', 's.role'])
    .where('s.organisation', '=', id)
    .orderBy('s.role')
    .orderBy('m.name')
    .execute()
  const { kind, name, about, proof, state, reason } = row
  const decidedAt = row.decided_at === null ? null : instant(row.decided_at)
  const managers = seats.filter(({ role }) => role === 'manager')
  const ordered = [...managers, ...seats.filter((seat) => !managers.includes(seat))]
  return {
    id,
    kind,
    name,
    about,
    proof,
    state,
    reason,
    askedAt: instant(row.asked_at),
    decidedAt,
    seats: ordered,
  }
}

export const noOrganisation = () =>
  new Problem('no-organisation', { zh: '没有这家单位。', en: 'There is no such organisation.' }, 404)

/** For the desk: what waits first, then by name. */
export const organisations = (db: MemberDb, limit: number) =>
  db
    .selectFrom('organisation')
    .select(['id', 'kind', 'name', 'state', 'asked_at'])
    .orderBy((of) => of.case().when('state', '=', 'asked').then(0).else(1).end())
    .orderBy('name')
    .limit(limit)
    .execute()

export async function countWaiting(db: MemberDb): Promise<number> {
  const { n } = await db
    .selectFrom('organisation')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('state', '=', 'asked')
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Most organisations that one member may have waiting: more is a flood. */
const mostWaiting = 3

/** Registers an organisation, which an officer then looks at. The member is its first manager. @returns its number */
export async function register(
  tx: MemberDb,
  member: Member,
  asked: { kind: Kind; name: string; about: string; proof: string },
  at: Temporal.Instant,
): Promise<number> {
  if (member.seats.filter(({ state }) => state === 'asked').length >= mostWaiting) throw tooMany()
  const by = memberSignature(member.id)
  const now = at.epochMilliseconds
  const { id } = await tx
    .insertInto('organisation')
    .values({
      ...asked,
      state: 'asked',
      reason: '',
      asked_by: by,
      asked_at: now,
      decided_by: null,
      decided_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('seat')
    .values({ organisation: id, member: member.id, role: 'manager', since: now })
    .execute()
  await record(tx, { at, by, deed: 'members.register', about: signature(id) })
  return id
}

const tooMany = () =>
  new Problem(
    'too-many',
    {
      zh: '您已有几家单位在等待审核，请等结果。',
      en: 'Several organisations of yours wait for a decision already.',
    },
    409,
  )

/** An officer's word. @throws Problem 409 where it stands so already, or nobody is left of it */
export async function decide(
  tx: MemberDb,
  { id, approved, reason }: { id: number; approved: boolean; reason: string },
  { at, by }: Deed,
): Promise<void> {
  const state = approved ? 'approved' : 'refused'
  const row = await tx
    .updateTable('organisation')
    .set({ state, reason, decided_by: by, decided_at: at.epochMilliseconds })
    .where('id', '=', id)
    .where('state', 'not in', [state, 'closed'])
    .returning('name')
    .executeTakeFirst()
  if (!row) throw decidedAlready()
  const deed = approved ? 'members.approve' : 'members.refuse'
  await record(tx, { at, by, deed, about: signature(id), detail: { reason } })
  const managers = await tx
    .selectFrom('seat as s')
    .innerJoin('member as m', 'm.id', 's.member')
    .select(['m.email', 'm.language'])
    .where('s.organisation', '=', id)
    .where('s.role', '=', 'manager')
    .execute()
  const said = approved ? { zh: '已通过审核', en: 'approved' } : { zh: '未通过审核', en: 'not approved' }
  for (const to of managers) await post(tx, to, letters.decided(id, row.name, said), at)
}

const decidedAlready = () =>
  new Problem(
    'decided',
    { zh: '这家单位已经是这个结果，或已注销。', en: 'It stands so already, or the organisation is closed.' },
    409,
  )

/** Invites by letter. Whoever asks is not told whether the address has an account. */
export async function inviteTo(
  tx: MemberDb,
  { id, email, role, language }: { id: number; email: string; role: Role; language: Language },
  { at, by }: Deed,
): Promise<void> {
  const { name, state } = await organisation(tx, id)
  if (state !== 'approved') throw notApproved()
  const token = await makeLink(tx, { purpose: 'seat', email, about: String(id), role }, at)
  if (!token) return
  await post(tx, { email, language }, letters.seat(token, name), at)
  await record(tx, { at, by, deed: 'members.invite', about: signature(id), detail: { role } })
}

const notApproved = () =>
  new Problem(
    'not-approved',
    { zh: '单位通过审核后才能邀请成员。', en: 'Invite members once the organisation is approved.' },
    409,
  )

/** Takes an invitation, which is good only for the address that it was sent to. @returns the organisation's number */
export async function takeSeat(
  tx: MemberDb,
  member: Member,
  token: string,
  at: Temporal.Instant,
): Promise<number> {
  const link = await linkOf(tx, 'seat', token, at)
  if (link.email !== member.email) throw otherAddress()
  await useLink(tx, 'seat', token, at)
  const id = Number(link.about)
  const { state } = await organisation(tx, id)
  if (state !== 'approved') throw notApproved()
  await tx
    .insertInto('seat')
    .values({ organisation: id, member: member.id, role: link.role ?? 'member', since: at.epochMilliseconds })
    .onConflict((of) => of.columns(['organisation', 'member']).doNothing())
    .execute()
  await record(tx, { at, by: memberSignature(member.id), deed: 'members.take-seat', about: signature(id) })
  return id
}

const otherAddress = () =>
  new Problem(
    'other-address',
    {
      zh: '这份邀请是发给另一个邮箱的。请用收到邀请的邮箱登录。',
      en: 'This invitation was sent to another address. Sign in with the address that got it.',
    },
    403,
  )

/** Gives another role, or with null takes the seat away. @throws Problem 409 where nobody would be left to manage it */
export async function setRole(
  tx: MemberDb,
  store: Pick<Store<unknown>, 'bulk'>,
  { id, member, role }: { id: number; member: string; role: Role | null },
  { at, by }: Deed,
): Promise<void> {
  // Two managers who end each other's role at once wait for one another.
  await store.bulk.exclusive(tx, signature(id))
  const { seats } = await organisation(tx, id)
  if (!seats.some((seat) => seat.member === member)) throw noOrganisation()
  const others = seats.filter((seat) => seat.member !== member)
  if (role !== 'manager' && !others.some((seat) => seat.role === 'manager')) throw lastManager()
  const seat = { organisation: id, member }
  if (role === null)
    await tx.deleteFrom('seat').where('organisation', '=', id).where('member', '=', member).execute()
  else
    await tx
      .updateTable('seat')
      .set({ role })
      .where('organisation', '=', seat.organisation)
      .where('member', '=', seat.member)
      .execute()
  const detail = { member: memberSignature(member), role }
  await record(tx, { at, by, deed: 'members.set-role', about: signature(id), detail })
}

const lastManager = () =>
  new Problem(
    'last-manager',
    {
      zh: '单位至少要有一位负责人。请先把负责人交给另一位成员。',
      en: 'An organisation has at least one manager. First make another member its manager.',
    },
    409,
  )

/** @throws Problem 409 for who alone manages an organisation of others: they could never do anything again */
export async function mustKeepManager(
  tx: MemberDb,
  store: Pick<Store<unknown>, 'bulk'>,
  member: string,
): Promise<void> {
  const rows = await tx
    .selectFrom('seat')
    .select('organisation')
    .where('member', '=', member)
    .where('role', '=', 'manager')
    .execute()
  for (const { organisation: id } of rows) {
    await store.bulk.exclusive(tx, signature(id))
    const { seats } = await organisation(tx, id)
    const others = seats.filter((seat) => seat.member !== member)
    if (others.length > 0 && !others.some(({ role }) => role === 'manager')) throw lastManager()
  }
}

/** Leaves an organisation for good; with the last of its people it is closed. */
export async function standUp(tx: MemberDb, id: number, member: string): Promise<void> {
  await tx.deleteFrom('seat').where('organisation', '=', id).where('member', '=', member).execute()
  const left = await tx.selectFrom('seat').select(['member', 'role']).where('organisation', '=', id).execute()
  if (left.length === 0)
    await tx.updateTable('organisation').set({ state: 'closed' }).where('id', '=', id).execute()
  else if (!left.some(({ role }) => role === 'manager'))
    await tx.updateTable('seat').set({ role: 'manager' }).where('organisation', '=', id).execute()
}
