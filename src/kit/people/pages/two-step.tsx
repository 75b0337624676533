import type { Context, Hono } from 'hono'
import { DeskPage } from '../../html/desk-layout.tsx'
import { Input } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import type { House } from '../../room.ts'
import { type DeskAnswer, type DeskAsk, deskAct } from '../../web/desk.tsx'
import type { Words } from '../../words.ts'
import { accountsOf } from '../accounts.ts'
import { anyOfficer } from '../officer.ts'
import { passCookies, slowDown } from '../sign-in.ts'
import { noteOf } from './note.ts'
import { type Qr, QrCode, qrOf } from './qr.tsx'
import { label, words } from './words.ts'

function TwoStep(props: { ask: DeskAsk; house: House; uri: string; codes: string[]; qr: Qr }) {
  const { ask, house, uri, codes, qr } = props
  const { language } = ask
  const w = words[language]
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const crumbs = [{ words: label('me'), path: '/desk/me' }, { words: label('twoStep') }]
  return (
    <DeskPage ask={ask} centre={house.centre} title={w.twoStep} crumbs={crumbs}>
      <div class="prose">
        <p>{w.totpLead}</p>
        <QrCode qr={qr} label={w.totpQr} />
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

const wrongCode: Words = {
  zh: '验证码不对，两步验证没有开启。请重新开始。',
  en: 'The code is wrong; two-step sign-in was not turned on. Start again.',
}

/** The page of the account again, with what was wrong. */
export type Again = (ask: DeskAsk, c: Context, wrong: Words) => Promise<DeskAnswer>

export const wrongPassword: Words = { zh: '当前密码不对。', en: 'The present password is wrong.' }

/** Turns the second step on and off. */
export function twoStepRoutes(web: Hono, house: House, again: Again): void {
  const note = noteOf(house)
  deskAct(web, house, '/desk/me/two-step', anyOfficer, async (ask, form, c) => {
    slowDown(house, c)
    const { api } = await accountsOf(house)
    const body = { password: form.text('password') }
    const started = await api.enableTwoFactor({ body, headers: c.req.raw.headers }).catch(() => null)
    if (!started || !('totpURI' in started)) return again(ask, c, wrongPassword)
    const { totpURI: uri, backupCodes: codes } = started
    return { body: <TwoStep ask={ask} house={house} uri={uri} codes={codes} qr={await qrOf(uri)} /> }
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
