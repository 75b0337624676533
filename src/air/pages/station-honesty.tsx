import { DataTable, Empty, Missing, Section } from '../../kit/html/parts.tsx'
import { instantOf, labelOf } from '../../kit/time.ts'
import type { Language } from '../../kit/words.ts'
import { flagWords } from '../flags.ts'
import { type Oddity, oddities } from '../oddities.ts'
import { pollutants, pollutantWords, symbols, unitOf, validities } from '../pollutants.ts'
import { weekHours } from '../station-view.ts'
import type { StationScene } from './station-scene.ts'
import { placeWords } from './station-words.ts'
import { hourWords, words } from './words.ts'

const mostOddities = 40

/** How far the station may be trusted: what was odd, what was corrected, how much it sent. */
export function StationHonesty(scene: StationScene) {
  return (
    <>
      <Capture {...scene} />
      <Odd {...scene} />
      <Corrections {...scene} />
    </>
  )
}

function Capture({ ask, view }: StationScene) {
  const { language } = ask
  const p = placeWords[language]
  const full = view.month.slice(0, -1)
  const hours = full.length * 24
  const rows = pollutants.map((pollutant) => {
    const had = full.reduce((sum, row) => sum + Math.min(24, row[`n_${pollutant}`]), 0)
    const days = full.filter((row) => row[pollutant === 'o3' ? 'o3_8h' : pollutant] !== null).length
    return { pollutant, had, days, share: hours > 0 ? had / hours : null }
  })
  const validity = validities[view.week.at(-1)?.validity ?? 0] ?? 'raw'
  return (
    <Section title={p.capture} note={p.captureNote(full.length)}>
      <ul class="stats">
        {rows.map(({ pollutant, had, days, share }) => (
          <li class="stat">
            <span>
              {symbols[pollutant]} {pollutantWords[pollutant][language]}
            </span>
            <b>
              {share === null ? <Missing language={language} /> : Math.floor(share * 1000) / 10}
              {share !== null && <small>%</small>}
            </b>
            <span class="small">
              {language === 'zh'
                ? `${had} / ${hours} 小时，${days} 天有效`
                : `${had} / ${hours} hours, ${days} valid days`}
            </span>
          </li>
        ))}
      </ul>
      <p class="small after">
        {language === 'zh'
          ? `最近一条读数的审核状态：${words.zh.validity[validity]}。`
          : `State of the newest reading: ${words.en.validity[validity]}.`}
      </p>
    </Section>
  )
}

function Odd({ ask, zone, view }: StationScene) {
  const { language } = ask
  const p = placeWords[language]
  const all = oddities(view.week, view.end - weekHours + 1, view.end)
  const rows = all.slice(0, mostOddities)
  return (
    <Section title={p.odd} note={p.oddNote} id="flags">
      {rows.length === 0 ? (
        <Empty>{p.oddNone}</Empty>
      ) : (
        <DataTable
          caption={language === 'zh' ? '最近的在前' : 'The newest first'}
          rows={rows}
          empty={p.oddNone}
          columns={[
            {
              head: language === 'zh' ? '时段' : 'When',
              cell: ({ from, to }) => spanWords(from, to, zone, language),
            },
            { head: language === 'zh' ? '情况' : 'What', cell: ({ what }) => oddWords(what, language) },
            {
              head: language === 'zh' ? '污染物' : 'Pollutant',
              cell: (one) => pollutantList(one, language),
            },
            {
              head: language === 'zh' ? '小时' : 'Hours',
              numeric: true,
              cell: ({ from, to }) => to - from + 1,
            },
          ]}
        />
      )}
      {all.length > rows.length && (
        <p class="small after">
          {language === 'zh'
            ? `另有 ${all.length - rows.length} 条。`
            : `And ${all.length - rows.length} more.`}
        </p>
      )}
    </Section>
  )
}

const oddWords = (what: Oddity['what'], language: Language) =>
  what === 'missing' ? placeWords[language].missing : flagWords[what][language]

const pollutantList = ({ pollutants: list }: Oddity, language: Language) =>
  list.length === pollutants.length
    ? language === 'zh'
      ? '全部'
      : 'all'
    : list.map((one) => symbols[one]).join(language === 'zh' ? '、' : ', ')

/** "12月20日 3时" or "12月20日 3时至8时"; another day is named again. */
export function spanWords(from: number, to: number, zone: string, language: Language): string {
  const first = hourWords(from, zone, language)
  if (from === to) return first
  const dayOfLabel = (hour: number) =>
    instantOf(hour - 1)
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .toString()
  if (dayOfLabel(from) !== dayOfLabel(to))
    return `${first}${language === 'zh' ? '至' : ' to '}${hourWords(to, zone, language)}`
  if (language === 'zh') return `${first}至${labelOf(to, zone)}时`
  const [clock, date] = first.split(', ') as [string, string]
  return `${clock}–${String(labelOf(to, zone)).padStart(2, '0')}:00, ${date}`
}

function Corrections({ ask, zone, view }: StationScene) {
  const { language } = ask
  const p = placeWords[language]
  const none = <Missing language={language} />
  return (
    <Section
      title={p.corrections}
      note={language === 'zh' ? '最新的说法为准，旧值保留' : 'the newest word counts, the older one is kept'}
    >
      <DataTable
        caption={language === 'zh' ? '最近 10 条' : 'The last ten'}
        rows={view.corrections}
        empty={p.correctionsNone}
        columns={[
          { head: words[language].hour, cell: ({ hour }) => hourWords(hour, zone, language, true) },
          {
            head: language === 'zh' ? '污染物' : 'Pollutant',
            cell: ({ pollutant }) => `${symbols[pollutant]} (${unitOf(pollutant)})`,
          },
          { head: language === 'zh' ? '原值' : 'Was', numeric: true, cell: ({ was }) => was ?? none },
          {
            head: language === 'zh' ? '更正为' : 'Became',
            numeric: true,
            cell: ({ became }) => became ?? none,
          },
          {
            head: language === 'zh' ? '更正时间' : 'Corrected',
            cell: ({ at }) =>
              Temporal.Instant.fromEpochMilliseconds(Number(at))
                .toZonedDateTimeISO(zone)
                .toPlainDateTime()
                .toString({ smallestUnit: 'minute' })
                .replace('T', ' '),
          },
        ]}
      />
    </Section>
  )
}
