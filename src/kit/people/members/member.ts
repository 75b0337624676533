import type { Words } from '../../words.ts'
import type { Kind, MemberDb, OrganisationState, Role } from './tables.ts'

/** A place in an organisation. */
export interface Seat {
  organisation: number
  name: string
  kind: Kind
  state: OrganisationState
  role: Role
}

/** Somebody from outside with an account of his own. He is no officer, and no path makes him one. */
export interface Member {
  id: string
  name: string
  email: string
  /** Below fourteen, and the guardian has not agreed yet. */
  waits: boolean
  /** When the account is taken away; null for who stays. */
  leavesAt: Temporal.Instant | null
  seats: readonly Seat[]
}

/** What a member may: one sentence, as the desk has them for officers (officer.ts). */
export interface MemberSentence<Thing = void> {
  words: Words
  holds(member: Member, thing: Thing): boolean
}

/** Whoever has an account. */
export const anyMember: MemberSentence<unknown> = {
  words: { zh: '有账号的人', en: 'everybody with an account' },
  holds: () => true,
}

/** Who may do more than look after his own account. */
export const takesPart: MemberSentence<unknown> = {
  words: {
    zh: '有账号、没有申请注销的人；未满 14 周岁的，须监护人已同意',
    en: 'who has an account and is not leaving; below fourteen, once the guardian has agreed',
  },
  holds: ({ waits, leavesAt }) => !waits && leavesAt === null,
}

/** Who runs an organisation, by its number. */
export const manages: MemberSentence<number> = {
  words: { zh: '这家单位的负责人', en: 'the managers of the organisation' },
  holds: (member, organisation) =>
    takesPart.holds(member, undefined) &&
    member.seats.some((seat) => seat.organisation === organisation && seat.role === 'manager'),
}

/** How the journal writes a member: by a number that says nothing once he is gone. */
export const memberSignature = (id: string) => `member/${id}`

/** The member of an account, as he stands now; null for none. */
export async function memberOfLogin(db: MemberDb, login: string): Promise<Member | null> {
  const row = await db.selectFrom('member').selectAll().where('login', '=', login).executeTakeFirst()
  if (!row) return null
  const seats = await db
    .selectFrom('seat as s')
    .innerJoin('organisation as o', 'o.id', 's.organisation')
    .select(['o.id as organisation', 'o.name', 'o.kind', 'o.state', 's.role'])
    .where('s.member', '=', row.id)
    .orderBy('o.name')
    .execute()
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    waits: row.guardian !== null && row.guardian_agreed_at === null,
    leavesAt: row.leaves_at === null ? null : Temporal.Instant.fromEpochMilliseconds(row.leaves_at),
    seats,
  }
}
