import type { Context, Hono } from 'hono'
import { DeskPage } from '../../html/desk-layout.tsx'
import { Done, FormFault, Input } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { DataTable } from '../../html/parts.tsx'
import { record } from '../../journal/journal.ts'
import type { House } from '../../room.ts'
import { type DeskAnswer, type DeskAsk, desk, deskAct } from '../../web/desk.tsx'
import type { Words } from '../../words.ts'
import { accountsOf, longestPassword, shortestPassword } from '../accounts.ts'
import { anyOfficer, signatureOf } from '../officer.ts'
import { passCookies, slowDown } from '../sign-in.ts'
import { dayTime } from './day-time.ts'
import { doneWords, label, words } from './words.ts'

interface Session {
  id: string
  token: string
  createdAt: Date
  userAgent?: string | null | undefined
}

interface Mine {
  sessions: Session[]
  twoStep: boolean
}

async function mineOf(house: House, c: Context): Promise<Mine> {
  const { api } = await accountsOf(house)
  const { headers } = c.req.raw
  const [sessions, found] = await Promise.all([api.listSessions({ headers }), api.getSession({ headers })])
  return { sessions, twoStep: found?.user.twoFactorEnabled === true }
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
      <Sessions ask={ask} house={house} sessions={mine.sessions} />
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

function Sessions({ ask, house, sessions }: { ask: DeskAsk; house: House; sessions: Session[] }) {
  const w = words[ask.language]
  const zone = house.settings.LANTIAN_ZONE
  return (
    <section class="section">
      <h2>{w.sessions}</h2>
      <DataTable
        caption={<span class="skip">{w.sessions}</span>}
        rows={sessions}
        empty={w.none}
        columns={[
          { head: w.device, cell: ({ userAgent }) => deviceOf(userAgent ?? '') },
          {
            head: w.since,
            cell: ({ createdAt }) =>
              dayTime(Temporal.Instant.fromEpochMilliseconds(createdAt.getTime()), zone, ask.language),
          },
          {
            head: <span class="skip">{w.endSession}</span>,
            cell: (session) =>
              session.token === ask.session ? (
                w.here
              ) : (
                <form method="post" action={href(ask, '/desk/me/sessions/end')}>
                  <input type="hidden" name="session" value={session.id} />
                  <button class="plain" type="submit">
                    {w.endSession}
                  </button>
                </form>
              ),
          },
        ]}
      />
      {sessions.length > 1 && (
        <form method="post" action={href(ask, '/desk/me/sessions/end-others')} class="after">
          <button class="quiet" type="submit">
            {w.endOthers}
          </button>
        </form>
      )}
    </section>
  )
}

/** What a browser says of itself, in the two words that its owner knows it by. */
export function deviceOf(userAgent: string): string {
  const found = (names: readonly (readonly [RegExp, string])[]) =>
    names.find(([form]) => form.test(userAgent))?.[1]
  const browser = found([
    [/Edg\//, 'Edge'],
    [/MicroMessenger/, 'WeChat'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  const system = found([
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS/, 'macOS'],
    [/Linux/, 'Linux'],
  ])
  return [browser, system].filter(Boolean).join(' · ') || '—'
}

function TwoStep(props: { ask: DeskAsk; house: House; uri: string; codes: string[]; wrong?: boolean }) {
  const { ask, house, uri, codes } = props
  const { language } = ask
  const w = words[language]
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const crumbs = [{ words: label('me'), path: '/desk/me' }, { words: label('twoStep') }]
  return (
    <DeskPage ask={ask} centre={house.centre} title={w.twoStep} crumbs={crumbs}>
      <div class="prose">
        <p>{w.totpLead}</p>
        <p>
          <a href={uri}>{w.totpOpen}</a>
        </p>
        <p>
          {w.totpSecret}
          <span class="secret">{secret.replace(/.{4}(?=.)/g, '$& ')}</span>
        </p>
        <h2>{w.backup}</h2>
        <p>{w.backupHelp}</p>
        <p class="secret">{codes.join('  ')}</p>
      </div>
      <form class="form" method="post" action={href(ask, '/desk/me/two-step/confirm')}>
        <Input
          language={language}
          name="code"
          label={label('codeLabel')}
          autocomplete="one-time-code"
          inputmode="numeric"
          required
          max={8}
        />
        <button type="submit">{w.confirm}</button>
      </form>
    </DeskPage>
  )
}

/** Everything about one's own account. */
export function meRoutes(web: Hono, house: House): void {
  const again = async (ask: DeskAsk, c: Context, wrong: Words): Promise<DeskAnswer> => ({
    body: <Me ask={ask} house={house} mine={await mineOf(house, c)} wrong={wrong[ask.language]} />,
    status: 422,
  })
  const note = (ask: DeskAsk, deed: string) => {
    const by = signatureOf(ask.officer)
    return record(house.store.db, { at: house.clock(), by, deed, about: by })
  }
  desk(web, house, '/desk/me', anyOfficer, async (ask, c) => ({
    body: <Me ask={ask} house={house} mine={await mineOf(house, c)} />,
  }))
  twoStepRoutes(web, house, again, note)
  sessionRoutes(web, house, note)
  deskAct(web, house, '/desk/me/password', anyOfficer, async (ask, form, c) => {
    slowDown(house, c)
    const { api } = await accountsOf(house)
    const newPassword = form.text('password')
    if ([...newPassword].length < shortestPassword)
      return again(ask, c, {
        zh: '新密码至少 12 个字符。',
        en: 'The new password must have at least 12 characters.',
      })
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

const wrongPassword: Words = { zh: '当前密码不对。', en: 'The present password is wrong.' }
const wrongCode: Words = {
  zh: '验证码不对，两步验证没有开启。请重新开始。',
  en: 'The code is wrong; two-step sign-in was not turned on. Start again.',
}

type Again = (ask: DeskAsk, c: Context, wrong: Words) => Promise<DeskAnswer>
type Note = (ask: DeskAsk, deed: string) => Promise<void>

function twoStepRoutes(web: Hono, house: House, again: Again, note: Note): void {
  deskAct(web, house, '/desk/me/two-step', anyOfficer, async (ask, form, c) => {
    slowDown(house, c)
    const { api } = await accountsOf(house)
    const body = { password: form.text('password') }
    const started = await api.enableTwoFactor({ body, headers: c.req.raw.headers }).catch(() => null)
    if (!started || !('totpURI' in started)) return again(ask, c, wrongPassword)
    return { body: <TwoStep ask={ask} house={house} uri={started.totpURI} codes={started.backupCodes} /> }
  })
  deskAct(web, house, '/desk/me/two-step/confirm', anyOfficer, async (ask, form, c) => {
    slowDown(house, c)
    const { api } = await accountsOf(house)
    const body = { code: form.text('code').replace(/\s/g, '') }
    const answer = await api
      .verifyTOTP({ body, headers: c.req.raw.headers, returnHeaders: true })
      .catch(() => null)
    if (!answer) return again(ask, c, wrongCode)
    passCookies(c, answer.headers)
    await note(ask, 'people.two-step-on')
    return { to: `${href(ask, '/desk/me')}?done=totp` }
  })
  deskAct(web, house, '/desk/me/two-step/off', anyOfficer, async (ask, form, c) => {
    slowDown(house, c)
    const { api } = await accountsOf(house)
    const body = { password: form.text('password') }
    const answer = await api
      .disableTwoFactor({ body, headers: c.req.raw.headers, returnHeaders: true })
      .catch(() => null)
    if (!answer) return again(ask, c, wrongPassword)
    passCookies(c, answer.headers)
    await note(ask, 'people.two-step-off')
    return { to: `${href(ask, '/desk/me')}?done=totp-off` }
  })
}

function sessionRoutes(web: Hono, house: House, note: Note): void {
  deskAct(web, house, '/desk/me/sessions/end', anyOfficer, async (ask, form, c) => {
    const { api } = await accountsOf(house)
    const { headers } = c.req.raw
    // By its id, looked up among one's own: the token of a session never stands on a page.
    const session = (await api.listSessions({ headers })).find(({ id }) => id === form.text('session'))
    if (session) {
      await api.revokeSession({ body: { token: session.token }, headers })
      await note(ask, 'people.end-session')
    }
    return { to: `${href(ask, '/desk/me')}?done=session` }
  })
  deskAct(web, house, '/desk/me/sessions/end-others', anyOfficer, async (ask, _, c) => {
    const { api } = await accountsOf(house)
    await api.revokeOtherSessions({ headers: c.req.raw.headers })
    await note(ask, 'people.end-sessions')
    return { to: `${href(ask, '/desk/me')}?done=sessions` }
  })
}
