import type { Hono } from 'hono'
import { DeskPage } from '../../html/desk-layout.tsx'
import { Done, Select } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { Notice } from '../../html/parts.tsx'
import { anyOfficer } from '../../people/officer.ts'
import type { House } from '../../room.ts'
import { type DeskAsk, desk, deskAct } from '../../web/desk.tsx'
import { languages } from '../../words.ts'
import { type Choices, choose, myChoices } from '../choices.ts'
import { ways } from '../kinds.ts'
import type { MailDb } from '../tables.ts'
import { label, words } from '../words.ts'

const place = '/desk/me/messages'

function Mine({ ask, house, choices }: { ask: DeskAsk; house: House; choices: Choices }) {
  const { language } = ask
  const w = words[language]
  const options = ways.map((value) => ({
    value,
    words: { zh: words.zh.ways[value], en: words.en.ways[value] },
  }))
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.mine}
      lead={w.mineLead}
      crumbs={[me, { words: label('mine') }]}
    >
      {ask.query.get('done') === 'saved' && <Done>{w.saved}</Done>}
      {!house.settings.LANTIAN_SMTP && <Notice inline>{w.noSmtp}</Notice>}
      <form class="form" method="post" action={href(ask, place)}>
        <Select
          language={language}
          name="language"
          label={label('language')}
          value={choices.language}
          options={[
            { value: 'zh', words: label('chinese') },
            { value: 'en', words: label('english') },
          ]}
        />
        {house.desk.messages.map(({ key, words: kind, usual }) => (
          <Select
            language={language}
            name={`kind-${key}`}
            label={kind}
            value={choices.how.get(key) ?? usual}
            options={options}
          />
        ))}
        <p class="field-help">{w.urgentHelp}</p>
        <button type="submit">{w.save}</button>
      </form>
    </DeskPage>
  )
}

const me = { words: { zh: '我的账号', en: 'My account' }, path: '/desk/me' }

/** What is mailed to an officer, as he chooses. */
export function mineRoutes(web: Hono, house: House): void {
  const db: MailDb = house.store.db
  desk(web, house, place, anyOfficer, async (ask) => ({
    body: <Mine ask={ask} house={house} choices={await myChoices(db, ask.officer.id)} />,
  }))
  deskAct(web, house, place, anyOfficer, async (ask, form) => {
    const language = languages.find((each) => each === form.text('language')) ?? 'zh'
    const how = new Map(
      house.desk.messages.flatMap(({ key }) => {
        const way = ways.find((each) => each === form.text(`kind-${key}`))
        return way ? [[key, way] as const] : []
      }),
    )
    await db.transaction().execute((tx) => choose(tx, ask.officer.id, { language, how }))
    return { to: `${href(ask, place)}?done=saved` }
  })
}
