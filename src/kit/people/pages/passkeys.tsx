import type { Context, Hono } from 'hono'
import { assetUrl } from '../../html/assets.ts'
import { dayTime } from '../../html/day-time.ts'
import { Input } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { DataTable } from '../../html/parts.tsx'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { oneLine } from '../../web/asked.ts'
import { type DeskAsk, deskAct, openAct } from '../../web/desk.tsx'
import type { Ask } from '../../web/pages.ts'
import type { Words } from '../../words.ts'
import { accountsOf } from '../accounts.ts'
import { anyOfficer } from '../officer.ts'
import { addPasskey, askForNewPasskey, askForPasskey, type Passkey } from '../passkeys.ts'
import { noteOf } from './note.ts'
import type { Again } from './two-step.tsx'
import { label, words } from './words.ts'

/** A form that a script answers with a passkey; without script, or where the browser knows none, it is not there. */
export function PasskeyForm(props: { ask: Ask; does: 'get' | 'create'; path: string; children?: unknown }) {
  const { ask, does, path } = props
  const w = words[ask.language]
  const query = does === 'get' && ask.query.get('back') ? `?${ask.query}` : ''
  return (
    <form
      class="form"
      method="post"
      action={`${href(ask, path)}${query}`}
      data-passkey={does}
      data-asks={href(ask, `${path}/options`)}
      data-failed={w.passkeyFailed}
      hidden
    >
      {props.children as never}
      <input type="hidden" name="answer" />
      <button type="submit" class="quiet">
        {does === 'get' ? w.passkeyIn : w.passkeyAdd}
      </button>
      <p role="status" class="small" />
      <script type="module" src={assetUrl('passkey.js')} />
    </form>
  )
}

/** One's passkeys: their names, and one more. */
export function Passkeys({ ask, house, passkeys }: { ask: DeskAsk; house: House; passkeys: Passkey[] }) {
  const { language } = ask
  const w = words[language]
  const zone = house.settings.LANTIAN_ZONE
  return (
    <section class="section">
      <h2>{w.passkeys}</h2>
      <p>{w.passkeysLead}</p>
      <DataTable
        caption={<span class="skip">{w.passkeys}</span>}
        rows={passkeys}
        empty={w.none}
        columns={[
          { head: w.passkeyName, cell: (passkey) => <Name ask={ask} passkey={passkey} /> },
          {
            head: w.added,
            cell: ({ createdAt }) =>
              dayTime(Temporal.Instant.fromEpochMilliseconds(createdAt.getTime()), zone, language),
          },
          {
            head: <span class="skip">{w.remove}</span>,
            cell: ({ id }) => (
              <form method="post" action={href(ask, '/desk/me/passkeys/remove')}>
                <input type="hidden" name="passkey" value={id} />
                <button class="plain" type="submit">
                  {w.remove}
                </button>
              </form>
            ),
          },
        ]}
      />
      <PasskeyForm ask={ask} does="create" path="/desk/me/passkeys">
        <Input
          language={language}
          name="name"
          label={label('passkeyName')}
          help={label('passkeyNameHelp')}
          required
          max={60}
        />
      </PasskeyForm>
    </section>
  )
}

const Name = ({ ask, passkey: { id, name } }: { ask: DeskAsk; passkey: Passkey }) => (
  <form method="post" action={href(ask, '/desk/me/passkeys/name')} class="acts">
    <input type="hidden" name="passkey" value={id} />
    <input name="name" value={name} aria-label={words[ask.language].passkeyName} maxlength={60} required />
    <button class="plain" type="submit">
      {words[ask.language].rename}
    </button>
  </form>
)

const noName: Words = { zh: '请给通行密钥起一个名字。', en: 'Give the passkey a name.' }

/** Adds, names and removes one's passkeys, and starts signing in by one. */
export function passkeyRoutes(web: Hono, house: House, again: Again): void {
  const note = noteOf(house)
  const me = (ask: DeskAsk, done: string) => ({ to: `${href(ask, '/desk/me')}?done=${done}` })
  const nameOf = (text: string) => oneLine(60).safeParse(text).data
  openAct(web, house, '/desk/sign-in/passkey/options', async (_, __, c) =>
    json(c, () => askForPasskey(house, c)),
  )
  deskAct(web, house, '/desk/me/passkeys/options', anyOfficer, async (_, __, c) =>
    json(c, () => askForNewPasskey(house, c)),
  )
  deskAct(web, house, '/desk/me/passkeys', anyOfficer, async (ask, form, c) => {
    const name = nameOf(form.text('name'))
    if (!name) return again(ask, c, noName)
    try {
      await addPasskey(house, c, { answer: form.text('answer'), name })
    } catch (error) {
      if (error instanceof Problem) return again(ask, c, error.words)
      throw error
    }
    await note(ask, 'people.add-passkey')
    return me(ask, 'passkey')
  })
  deskAct(web, house, '/desk/me/passkeys/name', anyOfficer, async (ask, form, c) => {
    const name = nameOf(form.text('name'))
    if (!name) return again(ask, c, noName)
    const { api } = await accountsOf(house)
    const body = { id: form.text('passkey'), name }
    // Another's, or none: it is left as it is.
    await api.updatePasskey({ body, headers: c.req.raw.headers }).catch(() => null)
    return me(ask, 'passkey-named')
  })
  deskAct(web, house, '/desk/me/passkeys/remove', anyOfficer, async (ask, form, c) => {
    const { api } = await accountsOf(house)
    const body = { id: form.text('passkey') }
    const gone = await api.deletePasskey({ body, headers: c.req.raw.headers }).catch(() => null)
    if (gone) await note(ask, 'people.remove-passkey')
    return me(ask, 'passkey-gone')
  })
}

/** What the script asks for; a Problem reaches it in both languages. */
async function json(c: Context, make: () => Promise<object>): Promise<Response> {
  try {
    return c.json(await make())
  } catch (error) {
    if (error instanceof Problem) return c.json(error.details(error.status), error.status as 400)
    throw error
  }
}
