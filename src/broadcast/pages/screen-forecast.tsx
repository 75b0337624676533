import { dayWords, symbols, weekdayWords } from '../scenes/words.ts'
import type { PanelProps } from './screen-alert.tsx'
import { screenWords } from './screen-words.ts'

/** As many days as a screen can carry. */
const mostDays = 5

/** A card a day: from which index to which, in words and colours, and who says so. */
export function Forecast({ air, language }: PanelProps) {
  const w = screenWords[language]
  const days = air.forecast.days.slice(0, mostDays)
  if (days.length === 0) return <p class="word level-0">{w.noForecast}</p>
  return (
    <ol class={`ahead ahead-${days.length}`}>
      {days.map(({ day, low, high, levels, categories, chief, by }) => (
        <li>
          <h2>{weekdayWords(day)[language]}</h2>
          <p class="small">{dayWords(day)[language]}</p>
          <p class="range">
            {low}–{high}
          </p>
          <p class="levels">
            <b class={`chip level-${levels[0]}`}>{categories[0][language]}</b>
            {levels[1] !== levels[0] && <b class={`chip level-${levels[1]}`}>{categories[1][language]}</b>}
          </p>
          <p class="small">
            {chief.length > 0 &&
              `${chief.map((one) => symbols[one]).join(language === 'zh' ? '、' : ', ')} · `}
            {w.by[by]}
          </p>
        </li>
      ))}
    </ol>
  )
}
