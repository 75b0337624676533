import { Section } from '../../kit/html/parts.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import {
  type AlertVersion,
  alertVersions,
  type Clause,
  type Tier,
  tiersOf,
  tierWords,
} from '../alert/index.ts'
import { TierChip } from './alert-bar.tsx'
import { alertWords } from './alert-words.ts'

/** Every version of the rules with its days, its source and what is doubtful; the one in force first. */
export function AlertRules({ ask, version }: { ask: Ask; version: AlertVersion | null }) {
  const w = alertWords[ask.language]
  const others = alertVersions.filter((one) => one !== version).toReversed()
  return (
    <Section title={w.rules} note={w.rulesNote} id="rules">
      {version && <Version ask={ask} version={version} current />}
      <p class="small after">{w.window}</p>
      {others.map((one) => (
        <details class="fold">
          <summary>
            {one.title[ask.language]} <small>{one.dated[ask.language]}</small>
          </summary>
          <Version ask={ask} version={one} />
        </details>
      ))}
    </Section>
  )
}

function Version({ ask, version, current }: { ask: Ask; version: AlertVersion; current?: boolean }) {
  const w = alertWords[ask.language]
  const { language } = ask
  return (
    <div class="alert-version">
      {current && (
        <h3>
          {version.title[language]} <small>{w.current}</small>
        </h3>
      )}
      <p class="small">
        {current && `${version.dated[language]}${language === 'zh' ? '。' : '. '}`}
        {w.source}
        {language === 'zh' ? '：' : ': '}
        {version.source[language]}
        {!version.confirmed && <Doubt>{w.standIn}</Doubt>}
      </p>
      <dl class="tier-rules">
        {tiersOf(version).map((tier) => (
          <>
            <dt>
              <TierChip ask={ask} tier={tier} />
            </dt>
            <dd>
              <Conditions ask={ask} version={version} tier={tier} />
            </dd>
          </>
        ))}
      </dl>
      {version.doubt && <p class="small doubt-note">{version.doubt[language]}</p>}
    </div>
  )
}

const Doubt = ({ children }: { children: string }) => <span class="doubt">{children}</span>

function Conditions({ ask, version, tier }: { ask: Ask; version: AlertVersion; tier: Tier }) {
  const w = alertWords[ask.language]
  const clauses = version.clauses.filter((clause) => clause.tier === tier)
  if (clauses.length === 0) return <span class="none">{w.notFound}</span>
  return (
    <>
      {clauses.map((clause: Clause, i) => (
        <span class="condition">
          {i > 0 && <small>{w.or} </small>}
          {clause.words[ask.language]}
          {!clause.confirmed && <Doubt>{w.unconfirmed}</Doubt>}
        </span>
      ))}
    </>
  )
}

/** What people should do, tier by tier. */
export function AdviceByTier({ ask, version }: { ask: Ask; version: AlertVersion }) {
  const w = alertWords[ask.language]
  return (
    <Section title={w.advice} note={w.adviceNote} id="advice">
      <ul class="cards tier-cards">
        {tiersOf(version).map((tier) => (
          <li>
            <h3>
              <TierChip ask={ask} tier={tier} />
            </h3>
            <Advice ask={ask} tier={tier} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The advice of one tier, the most important line first. */
export const Advice = ({ ask, tier }: { ask: Ask; tier: Tier }) => (
  <ul class="advice">
    {tierWords[tier].advice.map((line) => (
      <li>{line[ask.language]}</li>
    ))}
  </ul>
)
