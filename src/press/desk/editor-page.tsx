import { filesOf } from '../../kit/files/files.ts'
import { myFiles } from '../../kit/files/mine.ts'
import { FileField } from '../../kit/files/upload.tsx'
import { assetUrl } from '../../kit/html/assets.ts'
import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { Done, FormFault, Input, TextArea } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import { signatureOf } from '../../kit/people/officer.ts'
import { type Draft, draftOf, keepOpen, othersAt } from '../../kit/register/drafts.ts'
import type { House } from '../../kit/room.ts'
import { type Doc, htmlOf, RichTextField, type WrongWord } from '../../kit/text/text.ts'
import type { DeskAsk } from '../../kit/web/desk.tsx'
import type { Faults, Form } from '../../kit/web/form.ts'
import { tagOf, type Words } from '../../kit/words.ts'
import { aboutText, type TextRow } from '../publish.ts'
import type { Attachment } from '../tables.ts'
import { dbOf, isOpen } from '../texts.ts'
import { type Wording, wordingOf } from '../versions.ts'
import { HourFields } from './acts.tsx'
import { isStale, Stale } from './article-page.tsx'
import { Checks, wrongWordsOf } from './checks.tsx'
import { Compare } from './compare.tsx'
import { pictureFor } from './pictures.tsx'
import { type Asked, editorPath, languageWords, namesOf, stateWords, textAsked, timeOf } from './shown.ts'
import { textForm, valuesOf } from './text-form.ts'
import { label, words } from './words.ts'

interface EditorProps extends Asked {
  ask: DeskAsk
  house: House
  values: Record<string, string>
  attachments: Attachment[]
  recent: { sha256: string; name: string }[]
  wrongWords: WrongWord[]
  stale: boolean
  others: string
  draft: Draft | null
  drafted: boolean
  /** That the form was made from. */
  revision: number
  source: TextRow | null
  picture: Awaited<ReturnType<typeof pictureFor>>
  faults?: Faults
  problem?: Words
  /** What was typed, where somebody else saved in the meantime. */
  behind?: Wording
}

const draftPlace = (text: TextRow, ask: DeskAsk) => ({ r: textForm, row: text.id, officer: ask.officer.id })

/** What the editor's page shows; with a form what was typed, else what is saved or was kept as a draft. */
export async function editorProps(house: House, ask: DeskAsk, form?: Form): Promise<EditorProps> {
  const asked = await textAsked(house, ask)
  const { text, sister } = asked
  const place = draftPlace(text, ask)
  const db = dbOf(house)
  const [draft, files, used] = await Promise.all([
    draftOf(db, place),
    myFiles(house, signatureOf(ask.officer), 40),
    filesOf(db, aboutText(text.id)),
  ])
  const drafted = !form && draft !== null && ask.query.get('draft') === '1'
  const shown = form ?? (drafted ? draft.form : null)
  const source = text.translated_from === null ? null : sister
  if (isOpen(text)) await keepOpen(db, place, ask.at.epochMilliseconds)
  return {
    ...asked,
    ...{ ask, house, source, drafted },
    draft: form || drafted ? null : draft,
    revision: drafted ? draft.revision : text.revision,
    values: shown ? { ...valuesOf(house, text), ...typedOf(shown) } : valuesOf(house, text),
    attachments: chosenOf(shown, text, [...used, ...files]),
    recent: files,
    wrongWords: await wrongWordsOf(house),
    stale: await isStale(house, text),
    others: await othersWords(house, text, ask),
    picture: await pictureFor(house, [aboutText(text.id), ...(source ? [aboutText(source.id)] : [])]),
  }
}

const typedOf = (form: Form) => Object.fromEntries(form.names().map((name) => [name, form.text(name)]))

/** The chosen attachments: as they were typed, with the names that are known. */
function chosenOf(
  form: Form | null,
  text: TextRow,
  known: readonly { sha256: string; name: string }[],
): Attachment[] {
  const kept = JSON.parse(text.attachments) as Attachment[]
  if (!form?.names().includes('attachments')) return kept
  return form.all('attachments').map((sha256) => {
    const found = kept.find((each) => each.sha256 === sha256) ?? known.find((each) => each.sha256 === sha256)
    return { type: '', size: 0, sha256, name: found?.name ?? sha256.slice(0, 8) }
  })
}

/** Who else has the text open, in words; '' for nobody. */
export async function othersWords(house: House, text: TextRow, ask: DeskAsk): Promise<string> {
  const others = await othersAt(dbOf(house), draftPlace(text, ask), ask.at.epochMilliseconds)
  const names = await namesOf(
    house,
    others.map(({ officer }) => `officer/${officer}`),
  )
  const who = [...names.values()].map((name) => name[ask.language])
  return who.length === 0 ? '' : words[ask.language].opened(who.join(ask.language === 'zh' ? '、' : ', '))
}

/** The page on which a text is written; read only once it was handed in. */
export function EditorPage(props: EditorProps) {
  const { ask, house, text, article, problem, faults = {} } = props
  const w = words[ask.language]
  const name = { zh: text.title || words.zh.untitled, en: text.title || words.en.untitled }
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={`${text.title || w.untitled}`}
      crumbs={[
        { words: label('articles'), path: '/desk/press' },
        { words: name, path: `/desk/press/${article.id}` },
        { words: languageWords(text.language) },
      ]}
      lead={`${languageWords(text.language)[ask.language]} · ${stateWords(text.state)[ask.language]}`}
    >
      {(problem || Object.keys(faults).length > 0) && (
        <FormFault>
          <strong>{w.notAccepted}</strong> {problem?.[ask.language]}
        </FormFault>
      )}
      {!problem && ask.query.get('done') !== null && <Done>{w.saved}</Done>}
      <Stale ask={ask} half={props} />
      {props.behind && <Behind {...props} behind={props.behind} />}
      {isOpen(text) ? <Write {...props} /> : <Locked {...props} />}
      {isOpen(text) && (
        <Checks ui={ask.language} text={text} article={article} wrong={props.wrongWords} at={ask.at} />
      )}
    </DeskPage>
  )
}

function Behind({ ask, text, behind }: EditorProps & { behind: Wording }) {
  const w = words[ask.language]
  return (
    <section class="section">
      <h2>{w.behind}</h2>
      <p class="field-help">{w.behindHelp}</p>
      <Compare ui={ask.language} language={text.language} from={wordingOf(text)} to={behind} />
    </section>
  )
}

function Write(props: EditorProps) {
  const { ask, text, source } = props
  const w = words[ask.language]
  const path = href(ask, editorPath(text))
  const unsaved = props.problem || props.drafted || Object.keys(props.faults ?? {}).length > 0
  return (
    <>
      {props.drafted && <Done>{w.draftTaken}</Done>}
      {props.draft && <DraftNotice {...props} draft={props.draft} />}
      <div class={source ? 'press-beside' : undefined}>
        <register-form
          data-draft={`${path}/draft`}
          data-open={`${path}/open`}
          data-lost={w.draftLost}
          data-unsaved={unsaved ? '' : undefined}
        >
          <p class="register-others" role="status">
            {props.others}
          </p>
          <form class="form press-editor" method="post" action={path}>
            <input type="hidden" name="row-revision" value={String(props.revision)} />
            <Fields {...props} />
            <div class="acts">
              <button type="submit">{w.save}</button>
              <a href={href(ask, `${editorPath(text)}/preview`)}>{w.preview}</a>
              <a href={href(ask, `/desk/press/${text.article}`)}>{w.back}</a>
              <span class="small register-kept" role="status" />
            </div>
          </form>
          <script type="module" src={assetUrl('register-form.js')} />
        </register-form>
        {source && <Source {...props} source={source} />}
      </div>
    </>
  )
}

function Fields(props: EditorProps) {
  const { ask, house, text, values, faults = {}, article } = props
  const { language } = ask
  const field = (name: string) => ({ language, name, value: values[name], fault: faults[name] })
  return (
    <>
      <Input {...field('title')} label={label('title')} max={200} required />
      <TextArea
        {...field('summary')}
        label={label('summary')}
        help={label('summaryHelp')}
        rows={3}
        max={600}
      />
      <RichTextField {...field('body')} label={label('body')} textLanguage={text.language} />
      {article.cover !== null && (
        <Input {...field('cover_alt')} label={label('coverAlt')} help={label('coverAltHelp')} max={300} />
      )}
      <FileField
        language={language}
        name="attachments"
        label={label('attachments')}
        chosen={props.attachments}
        recent={props.recent}
      />
      <Input {...field('slug')} label={label('slug')} help={label('slugHelp')} max={80} />
      <HourFields ask={ask} house={house} text={text} prefix="" values={values} />
    </>
  )
}

function DraftNotice({ ask, house, text, draft }: EditorProps & { draft: Draft }) {
  const w = words[ask.language]
  const path = href(ask, editorPath(text))
  return (
    <div class="done register-draft">
      <p>{w.draftAsk(timeOf(house, draft.at, ask.language))}</p>
      <p class="acts">
        <a class="button" href={`${path}?draft=1`}>
          {w.takeDraft}
        </a>
        <form method="post" action={`${path}/draft`}>
          <button class="quiet" name="drop" value="1" type="submit">
            {w.dropDraft}
          </button>
        </form>
      </p>
    </div>
  )
}

const Prose = ({ text, picture }: { text: TextRow; picture: EditorProps['picture'] }) =>
  htmlOf(JSON.parse(text.body) as Doc, {
    language: text.language,
    ids: 'source-',
    resolve: { thing: () => null, picture },
  })

/** What is translated, beside it. */
const Source = ({ ask, source, picture }: EditorProps & { source: TextRow }) => (
  <aside class="press-source" aria-label={words[ask.language].sourceText} lang={tagOf(source.language)}>
    <p class="small" lang={tagOf(ask.language)}>
      {words[ask.language].sourceText}
    </p>
    <h2>{source.title}</h2>
    {source.summary && <p>{source.summary}</p>}
    <Prose text={source} picture={picture} />
  </aside>
)

function Locked({ ask, text, picture }: EditorProps) {
  return (
    <>
      <p class="field-help">{words[ask.language].locked}</p>
      <article class="press-source" lang={tagOf(text.language)}>
        <h2>{text.title}</h2>
        {text.summary && <p>{text.summary}</p>}
        <Prose text={text} picture={picture} />
      </article>
    </>
  )
}
