import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { Done, FormFault } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import { type Shown, shownTo } from '../../kit/procedure/pages/shown.ts'
import type { House } from '../../kit/room.ts'
import type { DeskAsk } from '../../kit/web/desk.tsx'
import type { Form } from '../../kit/web/form.ts'
import { type Language, languages, tagOf, type Words } from '../../kit/words.ts'
import { placesOf } from '../facts.ts'
import { wechatWords } from '../media/wechat.tsx'
import { type LiveRow, liveRow, type TextRow } from '../publish.ts'
import { dbOf, isOpen } from '../texts.ts'
import { newestVersion } from '../versions.ts'
import { Steps } from './acts.tsx'
import { FactsForm, type Filed, filedOf } from './facts-form.tsx'
import { articleAsked, editorPath, type Found, languageWords, namesOf, stateWords, timeOf } from './shown.ts'
import { label, words } from './words.ts'

/** One language of the article, as its half of the page shows it. */
interface Half {
  text: TextRow
  live: LiveRow | undefined
  shown: Shown
  /** The source has newer words than the translation follows. */
  stale: boolean
  changedBy: Words | undefined
}

interface ArticleProps extends Found {
  ask: DeskAsk
  house: House
  halves: Half[]
  filed: Filed
  /** What was sent and not done, and why. */
  form?: Form
  wrong?: Words
}

export async function articleProps(house: House, ask: DeskAsk): Promise<ArticleProps> {
  const found = await articleAsked(house, ask)
  const db = dbOf(house)
  const names = await namesOf(
    house,
    found.texts.map(({ changed_by }) => changed_by),
  )
  const halves = await Promise.all(
    found.texts.map(async (text) => ({
      text,
      live: await liveRow(db, text.id),
      shown: await shownTo(house, { ...ask, params: { id: String(text.case_id) } }),
      stale: await isStale(house, text),
      changedBy: names.get(text.changed_by),
    })),
  )
  const filed = await filedOf(house, found.article, await placesOf(db, found.article.id), ask.officer)
  return { ask, house, ...found, halves, filed }
}

/** Whether what it was translated from was saved with other words since. */
export async function isStale(
  house: House,
  { translated_from, translated_version }: TextRow,
): Promise<boolean> {
  if (translated_from === null) return false
  const newest = await newestVersion(dbOf(house), translated_from)
  return newest !== undefined && newest.no > (translated_version ?? 0)
}

/** An article with both its languages side by side, what may be done to each, and what is the same in both. */
export function ArticlePage(props: ArticleProps) {
  const { ask, house, texts, wrong, article } = props
  const w = words[ask.language]
  const own = texts.find(({ language }) => language === ask.language) ?? texts[0]
  const title = own?.title || w.untitled
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={title}
      crumbs={[{ words: label('articles'), path: '/desk/press' }, { words: { zh: title, en: title } }]}
      lead={`№ ${article.id}`}
    >
      {wrong && (
        <FormFault>
          <strong>{w.notAccepted}</strong> {wrong[ask.language]}
        </FormFault>
      )}
      {!wrong && ask.query.get('done') !== null && <Done>{w.done}</Done>}
      <div class="press-halves">
        {languages.map((language) => (
          <HalfOf {...props} language={language} />
        ))}
      </div>
      <section class="section" id="facts">
        <h2>{w.about}</h2>
        <p class="field-help">{w.aboutHelp}</p>
        <FactsForm
          ask={ask}
          filed={props.filed}
          action={`/desk/press/${article.id}/facts`}
          form={props.form?.text('part') === 'facts' ? props.form : undefined}
          submit="save"
        />
      </section>
    </DeskPage>
  )
}

function HalfOf(props: ArticleProps & { language: Language }) {
  const { ask, language, halves, article } = props
  const w = words[ask.language]
  const half = halves.find(({ text }) => text.language === language)
  const name = languageWords(language)[ask.language]
  if (!half) {
    const source = halves[0]
    return (
      <section class="press-half press-empty">
        <h2>{name}</h2>
        {source && (
          <form
            method="post"
            action={href(ask, `/desk/press/${article.id}/${source.text.language}/translate`)}
          >
            <p class="field-help">{w.translateHelp}</p>
            <button type="submit" class="quiet">
              {w.translate(name)}
            </button>
          </form>
        )}
      </section>
    )
  }
  return (
    <section class="press-half">
      <h2>
        {name}{' '}
        <span class={`press-state press-${half.text.state}`}>
          {stateWords(half.text.state)[ask.language]}
        </span>
      </h2>
      <p class="press-title" lang={tagOf(language)}>
        {half.text.title || w.untitled}
      </p>
      {half.text.summary && <p lang={tagOf(language)}>{half.text.summary}</p>}
      <Facts {...props} half={half} />
      <Stale ask={ask} half={half} />
      <Links ask={ask} half={half} />
      <Steps ask={ask} house={props.house} text={half.text} shown={half.shown} form={props.form} />
    </section>
  )
}

function Facts({ ask, house, half }: ArticleProps & { half: Half }) {
  const w = words[ask.language]
  const { text, live } = half
  const time = (at: number) => timeOf(house, at, ask.language)
  const lines: [string, string][] = [
    [w.changed, `${time(text.changed_at)}${half.changedBy ? ` · ${half.changedBy[ask.language]}` : ''}`],
    ...(text.publish_at !== null ? ([[w.publishAt, time(text.publish_at)]] as [string, string][]) : []),
    ...(text.embargo_until !== null
      ? ([[w.embargoUntil, time(text.embargo_until)]] as [string, string][])
      : []),
    ...(text.expires_at !== null ? ([[w.expiresAt, time(text.expires_at)]] as [string, string][]) : []),
    ...(live?.up === 1 ? ([[w.live, time(live.published_at)]] as [string, string][]) : []),
    ...(live?.down_reason ? ([[w.reason, live.down_reason]] as [string, string][]) : []),
  ]
  return (
    <dl class="press-facts">
      {lines.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  )
}

/** A translation whose source was changed later says so, with what changed. */
export function Stale({ ask, half }: { ask: DeskAsk; half: Pick<Half, 'text' | 'stale'> }) {
  if (!half.stale) return null
  const w = words[ask.language]
  const { text } = half
  const source = { article: text.article, language: text.language === 'zh' ? 'en' : 'zh' } as const
  return (
    <div class="notice notice-inline">
      <strong>{w.stale}</strong>{' '}
      <a href={`${href(ask, editorPath(source))}/versions?from=${text.translated_version ?? 1}`}>
        {w.seeSource}
      </a>
      {isOpen(text) && (
        <form method="post" action={href(ask, `${editorPath(text)}/follow`)}>
          <button type="submit" class="plain">
            {w.followed}
          </button>
        </form>
      )}
    </div>
  )
}

function Links({ ask, half }: { ask: DeskAsk; half: Half }) {
  const w = words[ask.language]
  const { text, live } = half
  const path = editorPath(text)
  const reader = { language: text.language }
  return (
    <p class="acts">
      <a class={isOpen(text) ? 'button' : undefined} href={href(ask, path)}>
        {isOpen(text) ? w.edit : w.look}
      </a>
      <a href={href(ask, `${path}/preview`)}>{w.preview}</a>
      <a href={href(ask, `${path}/versions`)}>{w.versions}</a>
      <a href={href(ask, `/desk/cases/${text.case_id}`)}>{w.record}</a>
      {live?.up === 1 && <a href={href(ask, `${path}/wechat`)}>{wechatWords.title[ask.language]}</a>}
      {live && live.down_reason === null && (
        <a href={href(reader, `${live.kind === 'page' ? '/centre' : '/articles'}/${live.slug}`)}>
          {w.onSite}
        </a>
      )}
    </p>
  )
}
