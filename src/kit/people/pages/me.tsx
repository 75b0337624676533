import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { DeskPage } from '../../html/desk-layout.tsx'
import { Done, FormFault, Input } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import type { House } from '../../room.ts'
import { type DeskAnswer, type DeskAsk, desk, deskAct } from '../../web/desk.tsx'
import { readForm } from '../../web/form.ts'
import type { Words } from '../../words.ts'
import { accountsOf, longestPassword } from '../accounts.ts'
import { anyOfficer } from '../officer.ts'
import { type Passkey, passkeysOf } from '../passkeys.ts'
import { password } from '../password.ts'
import { passCookies, slowDown } from '../sign-in.ts'
import { noteOf } from './note.ts'
import { Passkeys, passkeyRoutes } from './passkeys.tsx'
import { type Session, Sessions, sessionRoutes } from './sessions.tsx'
import { twoStepRoutes, wrongPassword } from './two-step.tsx'
import { doneWords, label, words } from './words.ts'

interface Mine {
  sessions: Session[]
  twoStep: boolean
  passkeys: Passkey[]
}

async function mineOf(house: House, c: Context): Promise<Mine> {
  const { api } = await accountsOf(house)
  const { headers } = c.req.raw
  const [sessions, found, passkeys] = await Promise.all([
    api.listSessions({ headers }),
    api.getSession({ headers }),
    passkeysOf(house, c),
  ])
  return { sessions, twoStep: found?.user.twoFactorEnabled === true, passkeys }
}

function Me({ ask, house, mine, wrong }: { ask: DeskAsk; house: House; mine: Mine; wrong?: string }) {
  const { language } = ask
  const w = words[language]
  const done = doneWords(language, ask.query.get('done'))
  const duties = house.desk.duties.filter(({ key }) => ask.officer.duties.has(key))
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.me}
      crumbs={[{ words: label('me') }]}
      lead={`${ask.officer.name[language]} · ${ask.officer.email}`}
    >
      {done && <Done>{done}</Done>}
      {wrong && <FormFault>{wrong}</FormFault>}
      <section class="section">
        <h2>{w.mine}</h2>
        <p>{duties.map((each) => each.words[language]).join(language === 'zh' ? '、' : ', ') || w.none}</p>
        <p>
          <a href={href(ask, '/desk/me/messages')}>{w.mailed}</a>
        </p>
      </section>
      <section class="section">
        <h2>{w.twoStep}</h2>
        <p>{mine.twoStep ? w.twoStepOn : w.twoStepOff}</p>
        <form
          class="form"
          method="post"
          action={href(ask, mine.twoStep ? '/desk/me/two-step/off' : '/desk/me/two-step')}
        >
          <Input
            language={language}
            name="password"
            label={label('currentPassword')}
            type="password"
            autocomplete="current-password"
            required
          />
          <button type="submit" class={mine.twoStep ? 'quiet' : undefined}>
            {mine.twoStep ? w.turnOff : w.turnOn}
          </button>
        </form>
      </section>
      <Passkeys ask={ask} house={house} passkeys={mine.passkeys} />
      <Sessions ask={ask} house={house} sessions={mine.sessions} path="/desk/me" />
      <section class="section">
        <h2>{w.changePassword}</h2>
        <form class="form" method="post" action={href(ask, '/desk/me/password')}>
          <Input
            language={language}
            name="current"
            label={label('currentPassword')}
            type="password"
            autocomplete="current-password"
            required
          />
          <Input
            language={language}
            name="password"
            label={label('newPassword')}
            help={label('passwordHelp')}
            type="password"
            autocomplete="new-password"
            required
            max={longestPassword}
          />
          <button type="submit">{w.changePassword}</button>
        </form>
      </section>
    </DeskPage>
  )
}

/** Everything about one's own account. */
export function meRoutes(web: Hono, house: House): void {
  const note = noteOf(house)
  const again = async (ask: DeskAsk, c: Context, wrong: Words): Promise<DeskAnswer> => ({
    body: <Me ask={ask} house={house} mine={await mineOf(house, c)} wrong={wrong[ask.language]} />,
    status: 422,
  })
  desk(web, house, '/desk/me', anyOfficer, async (ask, c) => ({
    body: <Me ask={ask} house={house} mine={await mineOf(house, c)} />,
  }))
  twoStepRoutes(web, house, again)
  passkeyRoutes(web, house, again)
  sessionRoutes(web, house)
  deskAct(web, house, '/desk/me/password', anyOfficer, async (ask, form, c) => {
    slowDown(house, c)
    const { api } = await accountsOf(house)
    const read = readForm(z.object({ password }), form)
    if (!read.ok) return again(ask, c, read.faults.password!)
    const newPassword = read.data.password
    const body = { currentPassword: form.text('current'), newPassword, revokeOtherSessions: true }
    const answer = await api
      .changePassword({ body, headers: c.req.raw.headers, returnHeaders: true })
      .catch(() => null)
    if (!answer) return again(ask, c, wrongPassword)
    passCookies(c, answer.headers)
    await note(ask, 'people.change-password')
    return { to: `${href(ask, '/desk/me')}?done=password` }
  })
}
