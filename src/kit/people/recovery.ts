import { record } from '../journal/journal.ts'
import { type MessageKind, tell } from '../mail/mail.ts'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import type { Language } from '../words.ts'
import { invite } from './invitations.ts'
import { dropSecondStep } from './logins.ts'
import { letters, post } from './members/letters.ts'
import { makeLink } from './members/links.ts'
import type { MemberDb } from './members/tables.ts'
import { type Officer, signatureOf } from './officer.ts'
import type { PeopleDb } from './officers.ts'
import { todayOf } from './sign-in.ts'

/** What was done to an officer's account by somebody else. */
export const accountKind: MessageKind = {
  key: 'account',
  words: { zh: '我的账号', en: 'My account' },
  usual: 'now',
}

/** How long a link back to the desk is good that goes by mail. */
const mailedMs = 3_600_000

/**
 * A colleague takes the lost second step of an officer away: code, passkeys and sessions go, the password stays. He is
 * told of it, for it could be a thief who asked. @throws Problem 403 for one's own
 */
export async function resetSecondStep(
  { store, clock }: House,
  { officer, by }: { officer: string; by: Officer },
): Promise<void> {
  if (officer === by.id) throw notOneself()
  const at = clock()
  const db: PeopleDb = store.db
  await db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('officer').select('login').where('id', '=', officer).executeTakeFirst()
    if (!row?.login) return
    await dropSecondStep(tx, row.login)
    const about = signatureOf({ id: officer })
    await record(tx, { at, by: signatureOf(by), deed: 'people.reset-two-step', about })
    await tell(tx, {
      to: [officer],
      kind: accountKind,
      subject: {
        zh: `${by.name.zh}重置了您的两步验证`,
        en: `${by.name.en} has reset your two-step sign-in`,
      },
      lines: [
        {
          zh: '您的验证器和通行密钥已失效，所有登录已结束。如果您没有请人重置，请马上告诉人员管理的同事，并更改密码。',
          en: 'Your authenticator and passkeys are void, and every session is ended. If you did not ask for it, tell whoever looks after the people at once and change your password.',
        },
      ],
      path: '/desk/me',
      urgent: true,
      at,
    })
  })
}

const notOneself = () =>
  new Problem(
    'not-oneself',
    {
      zh: '自己的两步验证在“我的账号”里关闭，或请另一位同事重置。',
      en: 'Turn your own two-step sign-in off under your account, or ask another colleague.',
    },
    403,
  )

/** Sends an officer the link to a new password; a second step stays. To who asks everybody is the same. */
export async function askToReturn(
  house: House,
  { email, language }: { email: string; language: Language },
): Promise<void> {
  const at = house.clock()
  const db: PeopleDb = house.store.db
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('officer')
      .select('id')
      .where('email', '=', email)
      .where('login', 'is not', null)
      .where((of) => of.or([of('left_on', 'is', null), of('left_on', '>=', todayOf(house))]))
      .executeTakeFirst()
    const counted = await makeLink(
      tx as unknown as MemberDb,
      { purpose: 'officer', email, about: row?.id ?? '' },
      at,
    )
    if (!counted) return
    const letter = row
      ? letters.officer(await invite(tx, row.id, { at, by: 'house' }, mailedMs))
      : letters.noOfficer()
    await post(tx, { email, language }, letter, at)
  })
}
