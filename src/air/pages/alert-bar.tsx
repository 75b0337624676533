import { href } from '../../kit/html/layout.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import { type AlertMessage, type Tier, tierWords } from '../alert/index.ts'
import { alertWords, momentWords } from './alert-words.ts'

/** A tier's name on its colour. */
export const TierChip = ({ ask, tier }: { ask: Ask; tier: Tier }) => (
  <b class={`tier tier-${tier}`}>{tierWords[tier].name[ask.language]}</b>
)

/** A moment as people say it, and as programs read it. */
export const Moment = (props: { ask: Ask; at: Temporal.Instant; zone: string; withYear?: boolean }) => (
  <time datetime={props.at.toString()}>
    {momentWords(props.at, props.zone, props.ask.language, props.withYear)}
  </time>
)

/** The strip on top of the front page while an alert is in force: tier, time, the first thing to do. Nothing without one. */
export function AlertBar({ ask, alert, zone }: { ask: Ask; alert: AlertMessage | null; zone: string }) {
  if (!alert) return null
  const w = alertWords[ask.language]
  const { tier, status, effectiveAt, expiresAt } = alert
  return (
    <aside class="alertbar" aria-label={w.alerts}>
      <div class="wrap">
        {status === 'exercise' && <strong class="exercise">{w.exercise}</strong>}
        <TierChip ask={ask} tier={tier} />
        <span class="alertbar-time">
          <Moment ask={ask} at={effectiveAt} zone={zone} /> – <Moment ask={ask} at={expiresAt} zone={zone} />
        </span>
        <span class="alertbar-advice">{tierWords[tier].advice[0]?.[ask.language]}</span>
        <a href={href(ask, `/air/alerts/${alert.alert}`)}>{w.whatToDo}</a>
      </div>
    </aside>
  )
}
