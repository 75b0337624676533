import type { Hono } from 'hono'
import { z } from 'zod'
import { Choices, Input } from '../../../html/form.tsx'
import { href } from '../../../html/layout.tsx'
import type { House } from '../../../room.ts'
import { email, oneLine } from '../../../web/asked.ts'
import { openAct, openPage } from '../../../web/desk.tsx'
import { type Faults, type Form, readForm } from '../../../web/form.ts'
import { password } from '../../password.ts'
import { slowDown } from '../../sign-in.ts'
import { join, recover } from '../join.ts'
import { guardianSays } from '../leave.ts'
import { linkOf } from '../links.ts'
import { memberSignIn } from '../sign-in.ts'
import type { MemberDb, Purpose } from '../tables.ts'
import { NewPasswordField } from './fields.tsx'
import { MyPage, type Scene } from './frame.tsx'
import { Privacy } from './privacy.tsx'
import { label, words } from './words.ts'

const joining = z.object({
  name: oneLine(40),
  password,
  young: z.literal('yes').optional(),
  guardian: email.optional(),
})

function Welcome({
  ask,
  house,
  own,
  form,
  faults = {},
}: Scene & { own: string; form?: Form; faults?: Faults }) {
  const { language } = ask
  const w = words[language]
  const wrong = Object.keys(faults).length > 0 ? w.notAccepted : undefined
  return (
    <MyPage
      ask={ask}
      house={house}
      title={w.welcome}
      lead={own}
      crumbs={[{ words: label('welcome') }]}
      wrong={wrong}
    >
      <form class="form" method="post">
        <Input
          language={language}
          name="name"
          label={label('name')}
          help={label('nameHelp')}
          value={form?.text('name')}
          fault={faults.name}
          autocomplete="nickname"
          required
          max={40}
        />
        <input type="hidden" name="email" value={own} autocomplete="username" />
        <NewPasswordField language={language} fault={faults.password} />
        <Choices
          language={language}
          name="young"
          label={{ zh: '年龄', en: 'Age' }}
          options={[{ value: 'yes', words: label('young') }]}
          chosen={form?.all('young') ?? []}
        />
        <div class="guardian">
          <Input
            language={language}
            name="guardian"
            label={label('guardian')}
            help={label('guardianHelp')}
            type="email"
            value={form?.text('guardian')}
            fault={faults.guardian}
          />
        </div>
        <p class="small">
          {w.agree} <a href={href(ask, '/my/privacy')}>{w.privacy}</a>
        </p>
        <button type="submit">{w.set}</button>
      </form>
    </MyPage>
  )
}

const Recover = ({ ask, house, own, faults = {} }: Scene & { own: string; faults?: Faults }) => (
  <MyPage
    ask={ask}
    house={house}
    title={words[ask.language].recover}
    lead={own}
    crumbs={[{ words: label('recover') }]}
    wrong={faults.password && words[ask.language].notAccepted}
  >
    <form class="form" method="post">
      <input type="hidden" name="email" value={own} autocomplete="username" />
      <NewPasswordField language={ask.language} fault={faults.password} />
      <button type="submit">{words[ask.language].set}</button>
    </form>
  </MyPage>
)

/** The pages that the links in letters open. */
export function linkRoutes(web: Hono, house: House): void {
  const db: MemberDb = house.store.db
  const own = async (purpose: Purpose, token: string) =>
    (await linkOf(db, purpose, token, house.clock())).email
  openPage(web, house, '/my/welcome/:token', async (ask, c) => {
    slowDown(house, c)
    return { body: <Welcome ask={ask} house={house} own={await own('join', ask.params.token!)} /> }
  })
  openAct(web, house, '/my/welcome/:token', async (ask, form, c) => {
    slowDown(house, c)
    const token = ask.params.token!
    const address = await own('join', token)
    const again = (faults: Faults) => ({
      body: <Welcome ask={ask} house={house} own={address} form={form} faults={faults} />,
      status: 422 as const,
    })
    const read = readForm(joining, form)
    if (!read.ok) return again(read.faults)
    const young = read.data.young === 'yes'
    const guardian = young ? (read.data.guardian?.toLowerCase() ?? '') : null
    if (guardian === '' || guardian === address) return again({ guardian: label('guardianMissing') })
    await join(house, token, { ...read.data, language: ask.language, guardian })
    await memberSignIn(house, c, { email: address, password: read.data.password })
    return { to: `${href(ask, '/my')}?done=in` }
  })
  openPage(web, house, '/my/recover/:token', async (ask, c) => {
    slowDown(house, c)
    return { body: <Recover ask={ask} house={house} own={await own('recover', ask.params.token!)} /> }
  })
  openAct(web, house, '/my/recover/:token', async (ask, form, c) => {
    slowDown(house, c)
    const token = ask.params.token!
    const address = await own('recover', token)
    const read = readForm(z.object({ password }), form)
    if (!read.ok)
      return { body: <Recover ask={ask} house={house} own={address} faults={read.faults} />, status: 422 }
    await recover(house, token, read.data.password)
    await memberSignIn(house, c, { email: address, password: read.data.password })
    return { to: `${href(ask, '/my')}?done=recovered` }
  })
  guardianRoutes(web, house)
}

const Guardian = ({ ask, house, name }: Scene & { name: string }) => {
  const w = words[ask.language]
  return (
    <MyPage
      ask={ask}
      house={house}
      title={w.guardianTitle}
      lead={w.guardianLead(name)}
      crumbs={[{ words: label('guardianTitle') }]}
    >
      <Privacy ask={ask} />
      <form class="form" method="post">
        <div class="acts">
          <button type="submit" name="answer" value="yes">
            {w.yes}
          </button>
          <button type="submit" name="answer" value="no" class="quiet">
            {w.no}
          </button>
        </div>
      </form>
    </MyPage>
  )
}

function guardianRoutes(web: Hono, house: House): void {
  const db: MemberDb = house.store.db
  openPage(web, house, '/my/guardian/:token', async (ask, c) => {
    slowDown(house, c)
    const { about } = await linkOf(db, 'guardian', ask.params.token!, house.clock())
    const child = await db.selectFrom('member').select('name').where('id', '=', about).executeTakeFirst()
    return { body: <Guardian ask={ask} house={house} name={child?.name ?? '—'} /> }
  })
  openAct(web, house, '/my/guardian/:token', async (ask, form, c) => {
    slowDown(house, c)
    const answer = form.text('answer')
    // Whoever sends neither has not decided: nothing is opened, and nothing taken away.
    if (answer !== 'yes' && answer !== 'no') return { to: href(ask, ask.path) }
    const agreed = answer === 'yes'
    await guardianSays(house, ask.params.token!, agreed)
    const w = words[ask.language]
    return {
      body: (
        <MyPage
          ask={ask}
          house={house}
          title={w.guardianTitle}
          lead={agreed ? w.guardianYes : w.guardianNo}
          crumbs={[{ words: label('guardianTitle') }]}
        />
      ),
    }
  })
}
