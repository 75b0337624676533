import { href, Page } from '../../kit/html/layout.tsx'
import { DataTable, Notice, Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { dayAt } from '../../kit/time.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import {
  type AlertHistory,
  type AlertMessage,
  alertHistory,
  alertsInForce,
  alertVersionOn,
  capPath,
  headlineOf,
  historyOf,
  messagesOf,
  numberIn,
  type Proposal,
  proposal,
  tierWords,
  unknownAlert,
} from '../alert/index.ts'
import type { AirStore } from '../tables.ts'
import { Moment, TierChip } from './alert-bar.tsx'
import { ProposalSection } from './alert-proposal.tsx'
import { Advice, AdviceByTier, AlertRules } from './alert-rules.tsx'
import { alertWords, momentWords } from './alert-words.ts'
import { lightOf } from './words.ts'

export { AlertBar } from './alert-bar.tsx'

interface Scene {
  ask: Ask
  house: House
  zone: string
}

const crumb = { words: { zh: alertWords.zh.alerts, en: 'Alerts' } }
const feeds = (ask: Ask) => [
  { type: 'application/atom+xml', title: alertWords[ask.language].capIndex, path: '/cap/alerts.atom' },
]

/** What is in force, what the machine proposes, how the tiers are defined, what was issued. */
export async function alertsPage(house: House, ask: Ask): Promise<Answer> {
  const { db }: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  const [standing, history, proposed] = await Promise.all([
    alertsInForce(db, ask.at),
    alertHistory(db, ask.at),
    proposal(db, ask.at, zone),
  ])
  return {
    body: (
      <Alerts ask={ask} house={house} zone={zone} standing={standing} history={history} proposed={proposed} />
    ),
    depends: ['air/alert', 'air/readings', 'air/forecast'],
  }
}

function Alerts(props: Scene & { standing: AlertMessage[]; history: AlertHistory[]; proposed: Proposal }) {
  const { ask, house, zone, standing, history, proposed } = props
  const w = alertWords[ask.language]
  const today = dayAt(ask.at, zone)
  const version = alertVersionOn(today)
  const [first] = standing
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={first ? headlineOf(first, ask.language) : w.alerts}
      description={first ? w.lead : `${w.none}. ${w.lead}`}
      crumbs={[crumb]}
      feeds={feeds(ask)}
      sky={first && `sky sky-${skyOf(first)} sky-${lightOf(ask.at, zone)}`}
      hero={
        <div class="pagehead">
          <h1>{w.alerts}</h1>
          {standing.length === 0 && (
            <p class="hero-answer">
              {w.none}
              <small class="as-of">{w.asOf(momentWords(ask.at, zone, ask.language))}</small>
            </p>
          )}
          {standing.map((message) => (
            <Standing ask={ask} zone={zone} message={message} />
          ))}
          <p class="lead">{w.lead}</p>
        </div>
      }
    >
      <div class="wrap">
        <ProposalSection ask={ask} proposal={proposed} today={today} />
        {version && <AdviceByTier ask={ask} version={version} />}
        <AlertRules ask={ask} version={version} />
        <History ask={ask} zone={zone} history={history} />
      </div>
    </Page>
  )
}

/** The mood of the sky while an alert is in force. */
const skyOf = ({ tier }: AlertMessage) => ({ blue: 4, yellow: 5, orange: 5, red: 6 })[tier]

/** An alert that is in force, with what to do. */
function Standing({ ask, zone, message }: { ask: Ask; zone: string; message: AlertMessage }) {
  const w = alertWords[ask.language]
  const { tier, status, effectiveAt, expiresAt, alert, text } = message
  return (
    <div class="alert-now">
      <div>
        <p class="alert-head">
          <TierChip ask={ask} tier={tier} />
          {status === 'exercise' && <strong class="exercise">{w.exercise}</strong>}
          <span>{isAnnounced(message, ask.at) ? w.announced : w.inForce}</span>
        </p>
        {status === 'exercise' && <p>{w.exerciseNote}</p>}
        <p class="alert-span">
          <Moment ask={ask} at={effectiveAt} zone={zone} /> – <Moment ask={ask} at={expiresAt} zone={zone} />
        </p>
        {text && <p class="alert-text">{text[ask.language]}</p>}
        <p>
          <a href={href(ask, `/air/alerts/${alert}`)}>{w.details}</a>
        </p>
      </div>
      <Advice ask={ask} tier={tier} />
    </div>
  )
}

const isAnnounced = ({ effectiveAt }: AlertMessage, at: Temporal.Instant) =>
  effectiveAt.epochMilliseconds > at.epochMilliseconds

function History({ ask, zone, history }: { ask: Ask; zone: string; history: AlertHistory[] }) {
  const w = alertWords[ask.language]
  return (
    <Section title={w.history} id="history">
      <DataTable
        caption={w.messagesNote}
        rows={history}
        empty={w.empty}
        columns={[
          {
            head: w.alerts,
            cell: ({ alert, tier, status }) => (
              <>
                <a href={href(ask, `/air/alerts/${alert}`)}>{w.number(alert)}</a>{' '}
                <TierChip ask={ask} tier={tier} />
                {status === 'exercise' && <strong class="exercise">{w.exercise}</strong>}
              </>
            ),
          },
          { head: w.from, cell: ({ from }) => <Moment ask={ask} at={from} zone={zone} withYear /> },
          { head: w.state, cell: (one) => stateWords(one, ask, zone) },
        ]}
      />
      <p class="small after">
        {w.programs} <a href="/cap/alerts.atom">{w.capIndex}</a>
      </p>
    </Section>
  )
}

/** "生效中", "解除 12月21日 12:00". */
function stateWords({ to, messages }: AlertHistory, { language, at }: Ask, zone: string): string {
  const w = alertWords[language]
  const last = messages.at(-1)!
  if (to === null) return isAnnounced(last, at) ? w.announced : w.inForce
  const word = last.type === 'cancel' ? w.lifted : w.ranOut
  return `${word} ${momentWords(to, zone, language, true)}`
}

/** One alert: its state, what to do, and every message of it. */
export async function alertPage(house: House, ask: Ask): Promise<Answer> {
  const { db }: AirStore = house.store
  const number = numberIn(ask.params.id)
  const history = historyOf(await messagesOf(db, number), ask.at)
  if (!history) throw unknownAlert(number)
  const zone = house.settings.LANTIAN_ZONE
  return {
    body: <Alert ask={ask} house={house} zone={zone} history={history} />,
    depends: ['air/alert'],
  }
}

function Alert({ ask, house, zone, history }: Scene & { history: AlertHistory }) {
  const w = alertWords[ask.language]
  const { alert, tier, status, to, messages } = history
  const last = messages.at(-1)!
  const number = { zh: alertWords.zh.number(alert), en: alertWords.en.number(alert) }
  const standing = to === null
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={`${headlineOf(last, ask.language)} · ${number[ask.language]}`}
      description={`${tierWords[tier].headline[ask.language]}: ${stateWords(history, ask, zone)}`}
      crumbs={[{ ...crumb, path: '/air/alerts' }, { words: number }]}
      feeds={feeds(ask)}
      sky={standing ? `sky sky-${skyOf(last)} sky-${lightOf(ask.at, zone)}` : undefined}
      notices={status === 'exercise' && <Notice title={w.exercise}>{w.exerciseNote}</Notice>}
      hero={
        <div class="pagehead">
          <h1>{headlineOf(last, ask.language)}</h1>
          <p class="alert-head">
            <TierChip ask={ask} tier={tier} />
            <span>{stateWords(history, ask, zone)}</span>
          </p>
          {standing && (
            <p class="alert-span">
              <Moment ask={ask} at={last.effectiveAt} zone={zone} withYear /> –{' '}
              <Moment ask={ask} at={last.expiresAt} zone={zone} withYear />
            </p>
          )}
        </div>
      }
    >
      <div class={standing ? 'wrap columns columns-6-6' : 'wrap'}>
        {standing && (
          <Section title={w.whatToDo}>
            <Advice ask={ask} tier={tier} />
          </Section>
        )}
        <Section title={w.messages} note={w.messagesNote}>
          <ol class="alert-messages">
            {messages.toReversed().map((message) => (
              <Message ask={ask} zone={zone} message={message} />
            ))}
          </ol>
        </Section>
      </div>
    </Page>
  )
}

function Message({ ask, zone, message }: { ask: Ask; zone: string; message: AlertMessage }) {
  const w = alertWords[ask.language]
  const { type, tier, sentAt, effectiveAt, expiresAt, reason, text, proposal: then, identifier } = message
  return (
    <li>
      <p class="alert-head">
        <Moment ask={ask} at={sentAt} zone={zone} withYear />
        <strong>{w.types[type]}</strong>
        <TierChip ask={ask} tier={tier} />
      </p>
      {text && <p class="alert-text">{text[ask.language]}</p>}
      <dl class="defs">
        {type !== 'cancel' && (
          <>
            <dt>{w.from}</dt>
            <dd>
              <Moment ask={ask} at={effectiveAt} zone={zone} />
            </dd>
            <dt>{w.until}</dt>
            <dd>
              <Moment ask={ask} at={expiresAt} zone={zone} />
            </dd>
          </>
        )}
        <dt>{w.reason}</dt>
        <dd>{reason}</dd>
        <dt>{w.machineThen}</dt>
        <dd>
          {then.tier ? tierWords[then.tier].name[ask.language] : w.nothing}
          {then.version && ` · ${then.version.title[ask.language]}`}
        </dd>
      </dl>
      <p class="small">
        <a href={capPath(identifier)} type="application/cap+xml">
          {w.cap}
        </a>
      </p>
    </li>
  )
}
