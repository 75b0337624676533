import { pollutantNames, symbols, unitOf } from '../scenes/words.ts'
import { categoryIn, type SnapshotPollutant } from '../snapshot.ts'
import type { PanelProps } from './screen-alert.tsx'
import { screenWords } from './screen-words.ts'

const pollutants = Object.keys(symbols) as SnapshotPollutant[]
/** A sub-index of 300 fills the bar: what is worse is told by its number. */
const fullBar = 300

/** One number, one word, one colour, one sentence; beside them the six pollutants. */
export function Now(props: PanelProps) {
  return (
    <>
      <Answer {...props} />
      <Pollutants {...props} />
    </>
  )
}

function Answer({ air, language, old }: PanelProps) {
  const w = screenWords[language]
  const index = air.now?.index ?? null
  if (index === null || old)
    return (
      <div class="answer-side">
        <p class="number">–</p>
        <p class="word level-0">{index === null ? w.noData : w.noNow}</p>
        {index !== null && <p class="answer">{w.lastKnown(index)}</p>}
      </div>
    )
  const category = categoryIn(air, air.now!.level)
  return (
    <div class="answer-side">
      <p class="small">{w.index}</p>
      <p class="number">{index}</p>
      <p class={`word level-${category?.level ?? 0}`}>{category?.name[language] ?? w.noData}</p>
      {air.answer && <p class="answer">{air.answer[language]}</p>}
      {air.now!.chief.length > 0 && (
        <p class="small">
          {w.chief}
          {language === 'zh' ? '：' : ': '}
          {air.now!.chief.map((one) => symbols[one]).join(language === 'zh' ? '、' : ', ')}
        </p>
      )}
    </div>
  )
}

function Pollutants({ air, language, old }: PanelProps) {
  const w = screenWords[language]
  const { values, subIndices } = air.now ?? { values: null, subIndices: null }
  return (
    <ul class="six">
      {pollutants.map((one) => {
        const value = old ? null : (values?.[one] ?? null)
        const sub = old ? null : (subIndices?.[one] ?? null)
        return (
          <li>
            <b>{symbols[one]}</b> <span>{pollutantNames[one][language]}</span>
            <em>{value ?? <span class="none">{w.noData}</span>}</em>
            <small>{value === null ? '' : unitOf(one)}</small>
            <svg viewBox={`0 0 ${fullBar} 4`} preserveAspectRatio="none" aria-hidden="true">
              <rect class="ground" width={fullBar} height="4" />
              {sub !== null && (
                <rect class={`level-${levelOf(air, sub)}`} width={Math.min(fullBar, sub)} height="4" />
              )}
            </svg>
          </li>
        )
      })}
    </ul>
  )
}

const levelOf = ({ categories }: PanelProps['air'], index: number) =>
  (categories.find(({ to }) => index <= to) ?? categories.at(-1))?.level ?? 0
