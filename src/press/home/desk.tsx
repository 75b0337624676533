import type { Hono } from 'hono'
import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { Done, FormFault, Input, Select, TextArea } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import { signatureOf } from '../../kit/people/officer.ts'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import { type DeskAnswer, type DeskAsk, desk, deskAct } from '../../kit/web/desk.tsx'
import type { Form } from '../../kit/web/form.ts'
import type { Words } from '../../kit/words.ts'
import { maySign } from '../duties.ts'
import { wholeHome } from '../pages/home.tsx'
import { columnsOf, type PublicColumn, wordsOf } from '../shelves.ts'
import { added, changed, linesOfLinks, movedTo, without } from './acts.ts'
import { type Block, blockKinds, kinds, mostBlocks, places, placeWords, takes } from './blocks.ts'
import { type Composition, draftHome, homeBefore, keepHome, publishedHome } from './store.ts'
import { homeWords as w } from './words.ts'

const path = '/desk/press/home'

/** The composer of the home page: every change is kept as a version beside those before it. */
export function homeDesk(web: Hono, house: House): void {
  desk(web, house, path, maySign, (ask) => composer(house, ask))
  desk(web, house, `${path}/preview`, maySign, async (ask) => ({
    body: await wholeHome(house, { ...ask, path: '/' }, (await draftHome(house)).blocks),
  }))
  deskAct(web, house, path, maySign, (ask, form) => act(house, ask, form))
}

/** One button of the page: what it asks stands in `do`, such as `up.3`. */
async function act(house: House, ask: DeskAsk, form: Form): Promise<DeskAnswer> {
  const draft = await draftHome(house)
  const [verb = '', place = ''] = form.text('do').split('.')
  const next = await blocksAfter(house, draft, verb, Number(place), form)
  const on = Number(form.text('on'))
  try {
    await keepHome(house, { on, blocks: next, publish: verb === 'publish', by: signatureOf(ask.officer) })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...(await composer(house, ask, error.words)), status: 409 }
  }
  return { to: href(ask, `${path}?done=${verb}`) }
}

async function blocksAfter(
  house: House,
  { id, blocks }: Composition,
  verb: string,
  at: number,
  form: Form,
): Promise<readonly Block[]> {
  switch (verb) {
    case 'add':
      return blocks.length < mostBlocks ? added(blocks, form.text('kind')) : blocks
    case 'up':
      return movedTo(blocks, at, -1)
    case 'down':
      return movedTo(blocks, at, 1)
    case 'remove':
      return without(blocks, at)
    case 'save':
      return changed(blocks, at, form)
    case 'undo':
      return (await homeBefore(house, id))?.blocks ?? blocks
    default:
      return blocks
  }
}

interface Scene {
  ask: DeskAsk
  draft: Composition
  columns: readonly PublicColumn[]
}

async function composer(house: House, ask: DeskAsk, fault?: Words) {
  const [draft, published, columns] = await Promise.all([
    draftHome(house),
    publishedHome(house),
    columnsOf(house.store.db),
  ])
  const scene = { ask, draft, columns }
  const { language } = ask
  return {
    body: (
      <DeskPage
        ask={ask}
        centre={house.centre}
        title={w.title[language]}
        lead={w.lead[language]}
        crumbs={[{ words: w.title }]}
      >
        {fault && <FormFault>{fault[language]}</FormFault>}
        {ask.query.get('done') === 'publish' && <Done>{w.published[language]}</Done>}
        <p>{draft.id === published.id ? w.same[language] : w.differs[language]}</p>
        <div class="home-deeds">
          <a class="button" href={href(ask, `${path}/preview`)} target="_blank" rel="noopener">
            {w.preview[language]}
          </a>
          <Deed scene={scene} verb="publish" words={w.publish} />
          {draft.id > 0 && <Deed scene={scene} verb="undo" words={w.undo} />}
        </div>
        <ol class="home-blocks">
          <li class="home-block">
            <h2>{w.air[language]}</h2>
            <p class="field-help">{w.airHelp[language]}</p>
          </li>
          {draft.blocks.map((block, at) => (
            <BlockForm scene={scene} block={block} at={at} />
          ))}
        </ol>
        <Add scene={scene} />
      </DeskPage>
    ),
  }
}

/** The version that the page was made from goes along: who is behind is told so. */
const On = ({ draft }: { draft: Composition }) => <input type="hidden" name="on" value={String(draft.id)} />

function Deed(props: { scene: Scene; verb: string; words: Words; plain?: boolean; label?: string }) {
  const { scene, verb, words, plain, label } = props
  return (
    <form method="post" action={href(scene.ask, path)}>
      <On draft={scene.draft} />
      <button class={plain ? 'plain' : undefined} type="submit" name="do" value={verb} aria-label={label}>
        {words[scene.ask.language]}
      </button>
    </form>
  )
}

function BlockForm({ scene, block, at }: { scene: Scene; block: Block; at: number }) {
  const { language } = scene.ask
  const { words, help } = kinds[block.kind]
  const name = `${at + 1} ${words[language]}`
  // One at a time: the fields of two forms would share their names on the page.
  const open = scene.ask.query.get('edit') === String(at)
  const said = (deed: Words) => `${deed[language]}: ${name}`
  return (
    <li class="home-block" id={`block-${at}`}>
      <h2>{words[language]}</h2>
      <p class="field-help">{help[language]}</p>
      {open && <Options scene={scene} block={block} at={at} />}
      <div class="home-deeds">
        {!open && (
          <a href={`${href(scene.ask, path)}?edit=${at}#block-${at}`} aria-label={said(w.options)}>
            {w.options[language]}
          </a>
        )}
        {at > 0 && <Deed scene={scene} verb={`up.${at}`} words={w.up} plain label={said(w.up)} />}
        {at < scene.draft.blocks.length - 1 && (
          <Deed scene={scene} verb={`down.${at}`} words={w.down} plain label={said(w.down)} />
        )}
        <Deed scene={scene} verb={`remove.${at}`} words={w.remove} plain label={said(w.remove)} />
      </div>
    </li>
  )
}

function Options({ scene, block, at }: { scene: Scene; block: Block; at: number }) {
  const { ask, columns, draft } = scene
  const { language } = ask
  const column = [
    { value: '', words: w.all },
    ...columns.map((one) => ({ value: one.slug, words: wordsOf(one) })),
  ]
  return (
    <form method="post" action={href(ask, path)} class="home-options">
      <On draft={draft} />
      <Select
        language={language}
        name="place"
        label={w.place}
        value={block.place}
        options={places.map((value) => ({ value, words: placeWords[value] }))}
      />
      {takes(block.kind, 'column') && (
        <Select
          language={language}
          name="column"
          label={w.column}
          value={block.column ?? ''}
          options={column}
        />
      )}
      {takes(block.kind, 'count') && (
        <Input language={language} name="count" label={w.count} type="number" value={String(block.count)} />
      )}
      {takes(block.kind, 'article') && (
        <Input
          language={language}
          name="article"
          label={w.article}
          inputmode="numeric"
          value={block.article === null ? '' : String(block.article)}
        />
      )}
      {takes(block.kind, 'links') && (
        <TextArea
          language={language}
          name="links"
          label={w.links}
          value={linesOfLinks(block.links)}
          rows={6}
        />
      )}
      <button type="submit" name="do" value={`save.${at}`}>
        {w.save[language]}
      </button>
    </form>
  )
}

function Add({ scene }: { scene: Scene }) {
  const { ask, draft } = scene
  const { language } = ask
  return (
    <form method="post" action={href(ask, path)} class="home-options">
      <On draft={draft} />
      <Select
        language={language}
        name="kind"
        label={w.add}
        value=""
        options={blockKinds.map((value) => ({ value, words: kinds[value].words }))}
      />
      <button type="submit" name="do" value="add">
        {w.addIt[language]}
      </button>
    </form>
  )
}
