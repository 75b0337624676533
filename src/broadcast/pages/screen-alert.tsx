import type { Language } from '../../kit/words.ts'
import type { AirSnapshot } from '../snapshot.ts'
import { screenWords } from './screen-words.ts'
import { momentWords } from './words.ts'

/** What every panel of the loop is drawn from. */
export interface PanelProps {
  air: AirSnapshot
  language: Language
  /** Too old to be called now. */
  old: boolean
}

/** The alert in force, in its own colour, with what everybody should do. */
export function Alert({ air, language }: PanelProps) {
  const w = screenWords[language]
  const { alert } = air
  const when = (iso: string) => momentWords(iso, air.zone, language)
  if (!alert) return <p class="word level-0">{w.noAlert}</p>
  return (
    <div class="alarm">
      <p class={`word tier-${alert.tier}`}>
        {alert.exercise && `${w.exercise} · `}
        {alert.name[language]}
      </p>
      <p class="answer">{alert.headline[language]}</p>
      <p class="small">{w.until(when(alert.since), when(alert.until))}</p>
      <ul>
        {alert.advice.map((one) => (
          <li>{one[language]}</li>
        ))}
      </ul>
    </div>
  )
}
