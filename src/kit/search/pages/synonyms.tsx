import type { Hono } from 'hono'
import { z } from 'zod'
import { DeskPage } from '../../html/desk-layout.tsx'
import { Done, FormFault, Input } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { DataTable, Empty } from '../../html/parts.tsx'
import { signatureOf } from '../../people/officer.ts'
import type { House } from '../../room.ts'
import { fault, oneLine } from '../../web/asked.ts'
import { type DeskAsk, desk, deskAct } from '../../web/desk.tsx'
import { type Faults, type Form, readForm } from '../../web/form.ts'
import { mayKeepSynonyms } from '../duties.ts'
import { keyOf, phraseIn } from '../query.ts'
import { keepSynonyms, type SynonymGroup, synonymGroups } from '../synonyms.ts'
import { label, words } from '../words.ts'

const path = '/desk/synonyms'
const most = { words: 20, signs: 60 }

const typedWords = oneLine(most.words * (most.signs + 1))
  .transform((text) => {
    const all = text.split(/[,，、;；]/).map((word) => word.trim())
    return [...new Map(all.flatMap((word) => keyed(word))).values()]
  })
  .refine((list) => list.length >= 2, fault(words.zh.tooFew, words.en.tooFew))
  .refine(
    (list) => list.length <= most.words && list.every(({ length }) => length <= most.signs),
    fault(words.zh.tooMany, words.en.tooMany),
  )

/** Two spellings that are searched for alike are one word. */
function keyed(word: string): [string, string][] {
  const phrase = phraseIn(word)
  return phrase ? [[keyOf(phrase), word]] : []
}

const schema = z.object({ words: typedWords })

interface Typed {
  id: string | null
  form?: Form
  faults?: Faults
}

function Synonyms({
  ask,
  house,
  groups,
  typed,
}: {
  ask: DeskAsk
  house: House
  groups: SynonymGroup[]
  typed: Typed
}) {
  const { language } = ask
  const w = words[language]
  const shown = (list: readonly string[]) => list.join(language === 'zh' ? '、' : ', ')
  const chosen = groups.find(({ id }) => id === typed.id)
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.synonyms}
      lead={w.synonymsLead}
      crumbs={[{ words: label('synonyms') }]}
    >
      {ask.query.get('done') !== null && <Done>{w.saved}</Done>}
      <section class="section">
        <h2>{chosen ? w.change : w.add}</h2>
        <form class="form" method="post" action={href(ask, path)}>
          {typed.faults && <FormFault>{typed.faults.words?.[language]}</FormFault>}
          {chosen && <input type="hidden" name="id" value={chosen.id} />}
          <Input
            language={language}
            name="words"
            label={label('group')}
            help={label('groupHelp')}
            value={typed.form?.text('words') ?? (chosen && shown(chosen.words))}
            fault={typed.faults?.words}
            required
          />
          <button type="submit">{chosen ? w.save : w.add}</button>
        </form>
      </section>
      <section class="section">
        <h2>{w.groups}</h2>
        {groups.length === 0 ? (
          <Empty>{w.noGroups}</Empty>
        ) : (
          <DataTable
            caption={<span class="skip">{w.groups}</span>}
            rows={groups}
            empty={w.noGroups}
            columns={[
              { head: w.synonyms, cell: (group) => shown(group.words) },
              {
                head: <span class="skip">{w.change}</span>,
                cell: (group) => <Acts ask={ask} group={group} />,
              },
            ]}
          />
        )}
      </section>
    </DeskPage>
  )
}

const Acts = ({ ask, group: { id, words: list } }: { ask: DeskAsk; group: SynonymGroup }) => {
  const w = words[ask.language]
  return (
    <span class="acts">
      <a href={`${href(ask, path)}?id=${id}`} aria-label={`${w.change} ${list[0]}`}>
        {w.change}
      </a>
      <form method="post" action={href(ask, `${path}/remove`)}>
        <input type="hidden" name="id" value={id} />
        <button type="submit" class="plain" aria-label={`${w.remove} ${list[0]}`}>
          {w.remove}
        </button>
      </form>
    </span>
  )
}

/** The words that mean the same to the search. */
export function synonymRoutes(web: Hono, house: House): void {
  const { store } = house
  const show = async (ask: DeskAsk, typed: Typed) => (
    <Synonyms ask={ask} house={house} groups={await synonymGroups(store.db)} typed={typed} />
  )
  const known = async (id: string) =>
    (await synonymGroups(store.db)).find((group) => group.id === id)?.id ?? null
  const deed = ({ officer }: DeskAsk) => ({ at: house.clock(), by: signatureOf(officer) })
  desk(web, house, path, mayKeepSynonyms, async (ask) => ({
    body: await show(ask, { id: ask.query.get('id') }),
  }))
  deskAct(web, house, path, mayKeepSynonyms, async (ask, form) => {
    const id = await known(form.text('id'))
    const read = readForm(schema, form)
    if (!read.ok) return { body: await show(ask, { id, form, faults: read.faults }), status: 422 }
    await keepSynonyms(store, id, read.data.words, deed(ask))
    return { to: `${href(ask, path)}?done=1` }
  })
  deskAct(web, house, `${path}/remove`, mayKeepSynonyms, async (ask, form) => {
    const id = await known(form.text('id'))
    if (id !== null) await keepSynonyms(store, id, [], deed(ask))
    return { to: `${href(ask, path)}?done=1` }
  })
}
