import { Problem } from '../problem.ts'
import type { Command } from '../room.ts'
import { invite } from './invitations.ts'
import type { PeopleDb } from './officers.ts'

/** For whoever runs the machine, when nobody can sign in any more. */
export const officerLink: Command = {
  name: 'officer link',
  usage: 'officer link [E-MAIL]',
  help: 'Prints a one-time sign-in link: for that officer, who sets a new password with it, or for the first officer of a new house.',
  async run({ args: [email, ...more], house, print }) {
    if (more.length > 0) throw oneAddress()
    const { store, settings, clock } = await house()
    const db: PeopleDb = store.db
    const officer = email === undefined ? null : await officerOf(db, email)
    const token = await db.transaction().execute((tx) => invite(tx, officer, { at: clock(), by: 'house' }))
    const base = settings.LANTIAN_URL?.replace(/\/+$/, '') ?? `http://localhost:${settings.PORT}`
    print(`${base}/desk/welcome/${token}`)
    return 0
  },
}

async function officerOf(db: PeopleDb, email: string): Promise<string> {
  const row = await db
    .selectFrom('officer')
    .select('id')
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
  if (row) return row.id
  throw new Problem('no-officer', {
    zh: `没有使用邮箱 ${email} 的工作人员。`,
    en: `No officer has the e-mail address ${email}.`,
  })
}

const oneAddress = () =>
  new Problem('one-address', {
    zh: '请只写一个邮箱。',
    en: 'Give one e-mail address only.',
  })
