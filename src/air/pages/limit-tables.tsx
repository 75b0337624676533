import type { Child } from 'hono/jsx'
import { DataTable, Section } from '../../kit/html/parts.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import type { Language, Words } from '../../kit/words.ts'
import {
  type Averaging,
  averagingsOf,
  type BandStandard,
  gb3095,
  type HjStandard,
  type IndexStandardData,
  indexStandards,
  type LevelStandard,
  type LimitEdition,
  type Unit,
  unitOfColumn,
  whoLimit,
} from '../index/index.ts'
import { type Pollutant, symbols } from '../pollutants.ts'
import { whose } from './standards-words.ts'
import { dayWords } from './words.ts'

/** All figures come out of the dated tables of `air/index`: nothing here is typed by hand. */

const averagingNames: Record<Averaging, Words> = {
  '15min': { zh: '15 分钟平均', en: '15-minute mean' },
  '1h': { zh: '1 小时平均', en: '1-hour mean' },
  '8h': { zh: '8 小时平均', en: '8-hour mean' },
  '24h': { zh: '24 小时平均', en: '24-hour mean' },
  month: { zh: '月平均', en: 'monthly mean' },
  quarter: { zh: '季平均', en: 'quarterly mean' },
  peak: { zh: '高峰季', en: 'peak season' },
  year: { zh: '年平均', en: 'annual mean' },
}

/** Ozone's 8 hours are the day's highest in the Chinese tables and the WHO's. */
const averagingName = (averaging: Averaging, pollutant: Pollutant, language: Language, daily: boolean) =>
  daily && pollutant === 'o3' && averaging === '8h'
    ? { zh: '日最大 8 小时平均', en: 'daily maximum 8-hour mean' }[language]
    : averagingNames[averaging][language]

const unitWords: Record<Unit, string> = { 'ug/m3': 'µg/m³', 'mg/m3': 'mg/m³', ppm: 'ppm', ppb: 'ppb' }

/** Every standard's limits of one pollutant. */
export function LimitTables({ ask, pollutant }: { ask: Ask; pollutant: Pollutant }) {
  const zh = ask.language === 'zh'
  const [hj2012, hj2026, ...others] = indexStandards
  return (
    <>
      <Section
        title={zh ? '中国的限值' : 'Limits in China'}
        note={
          zh ? '一级：自然保护区等；二级：居住区等' : 'grade 1: nature reserves; grade 2: where people live'
        }
        id="limits"
      >
        <div class="limits">
          <GbTable ask={ask} pollutant={pollutant} />
          <HjTable ask={ask} pollutant={pollutant} standards={[hj2012, hj2026]} />
        </div>
      </Section>
      <Section title={zh ? '世界卫生组织与各国的标准' : 'The WHO and other countries'}>
        <div class="limits">
          <WhoTable ask={ask} pollutant={pollutant} />
          {others.map((standard) => (
            <StandardTable ask={ask} pollutant={pollutant} standard={standard} />
          ))}
        </div>
      </Section>
    </>
  )
}

function GbTable({ ask, pollutant }: { ask: Ask; pollutant: Pollutant }) {
  const { language } = ask
  const zh = language === 'zh'
  const averagings = (['year', '24h', '8h', '1h'] as const).filter(
    (one) => gb3095[0]!.limits[`${pollutant}_${one}`],
  )
  const rows = averagings.flatMap((averaging) => [1, 2].map((grade) => ({ averaging, grade })))
  const unit = pollutant === 'co' ? 'mg/m³' : 'µg/m³'
  return (
    <DataTable
      caption={`GB 3095 · ${unit}`}
      rows={rows}
      empty={zh ? '没有限值。' : 'It sets no limit.'}
      columns={[
        {
          head: zh ? '平均时间' : 'Averaging',
          cell: ({ averaging }) => averagingName(averaging, pollutant, language, true),
        },
        { head: zh ? '级别' : 'Grade', cell: ({ grade }) => (zh ? ['一级', '二级'][grade - 1] : grade) },
        ...gb3095.map((edition) => ({
          head: editionName(edition, language),
          numeric: true,
          cell: ({ averaging, grade }: (typeof rows)[number]): Child =>
            edition.limits[`${pollutant}_${averaging}`]?.[grade - 1] ?? '–',
        })),
      ]}
    />
  )
}

/** "2012 年版" and from when to when it holds. */
function editionName({ name, first, last }: LimitEdition, language: Language): Child {
  const edition = /\d{4}/.exec(name.replace('GB3095-', ''))![0]
  const until = last ? `${language === 'zh' ? '至' : 'to '}${dayWords(last, language)}` : ''
  return (
    <>
      {language === 'zh' ? `${edition} 年版` : `Edition ${edition}`}
      <small class="below">
        {until ||
          `${language === 'zh' ? '自' : 'from '}${dayWords(first, language)}${language === 'zh' ? '起' : ''}`}
      </small>
    </>
  )
}

/** Concentrations of each step of the index, both editions side by side. */
function HjTable(props: { ask: Ask; pollutant: Pollutant; standards: readonly HjStandard[] }) {
  const { ask, pollutant, standards } = props
  const { language } = ask
  const zh = language === 'zh'
  const unit = unitWords[unitOfColumn(standards[0]!, `${pollutant}_1h`)]
  // Hours of particles are read on the column of days (HJ 633-2026, 4.2.4): one column serves both.
  const averagings = averagingsOf(standards[0]!, pollutant).filter(
    (one) => one !== '1h' || (pollutant !== 'pm25' && pollutant !== 'pm10'),
  )
  const columns = standards.flatMap((standard) =>
    averagings.map((averaging) => ({
      head: (
        <>
          {standard.name.replace('HJ', 'HJ ')}
          <small class="below">{averagingName(averaging, pollutant, language, true)}</small>
        </>
      ),
      numeric: true,
      cell: (row: number): Child => standard.columns[`${pollutant}_${averaging}`]![row] ?? '–',
    })),
  )
  return (
    <div>
      <DataTable
        caption={zh ? `空气质量分指数对应的浓度 · ${unit}` : `Concentrations of the sub-index · ${unit}`}
        rows={standards[0]!.rows.map((_, row) => row)}
        empty=""
        columns={[{ head: zh ? '分指数' : 'Sub-index', cell: (row) => standards[0]!.rows[row] }, ...columns]}
      />
    </div>
  )
}

function WhoTable({ ask, pollutant }: { ask: Ask; pollutant: Pollutant }) {
  const { language } = ask
  const zh = language === 'zh'
  const rows = (['year', 'peak', '24h', '8h'] as const).flatMap((averaging) => {
    const limit = whoLimit(pollutant, averaging)
    return limit ? [{ averaging, ...limit }] : []
  })
  return (
    <div>
      <h3>{whose['WHO-2021'][language]}</h3>
      <DataTable
        caption={`${zh ? '2021 年准则' : 'Guidelines of 2021'} · ${pollutant === 'co' ? 'mg/m³' : 'µg/m³'}`}
        rows={rows}
        empty={zh ? '没有准则值。' : 'There is no guideline.'}
        columns={[
          {
            head: zh ? '平均时间' : 'Averaging',
            cell: ({ averaging }) => averagingName(averaging, pollutant, language, true),
          },
          {
            head: zh ? '中期目标' : 'Interim targets',
            numeric: true,
            cell: ({ interim }) => interim.join(' → '),
          },
          { head: zh ? '准则值' : 'Guideline', numeric: true, cell: ({ limit }) => <strong>{limit}</strong> },
        ]}
      />
    </div>
  )
}

function StandardTable(props: { ask: Ask; pollutant: Pollutant; standard: IndexStandardData }) {
  const { ask, pollutant, standard } = props
  const { language } = ask
  const zh = language === 'zh'
  const averagings = averagingsOf(standard, pollutant)
  const unit = averagings[0] ? unitWords[unitOfColumn(standard, `${pollutant}_${averagings[0]}`)] : ''
  return (
    <div>
      <h3>{whose[standard.name][language]}</h3>
      <DataTable
        caption={`${standard.title[language]}${unit ? ` · ${unit}` : ''}`}
        rows={averagings.length > 0 ? standard.categories.map((_, at) => at) : []}
        empty={zh ? `不包括${symbols[pollutant]}。` : `${symbols[pollutant]} is not part of it.`}
        columns={[
          {
            head: zh ? '等级' : 'Step',
            cell: (at) => stepName(standard, at, language),
          },
          ...averagings.map((averaging) => ({
            head: averagingName(averaging, pollutant, language, false),
            numeric: true,
            cell: (at: number): Child =>
              standard.kind === 'bands'
                ? bandWords(standard, pollutant, averaging, at)
                : standard.kind === 'levels'
                  ? levelWords(standard, pollutant, averaging, at)
                  : '–',
          })),
        ]}
      />
    </div>
  )
}

const stepName = (standard: IndexStandardData, at: number, language: Language) => {
  const { from, to, name } = standard.categories[at]!
  if (standard.kind !== 'levels')
    return `${Number.isFinite(to) ? `${from}–${to}` : `${from}+`} ${name[language]}`
  return `${standard.numbered ? from : standard.categories[at]!.level} ${name[language]}`
}

/** "35.5–55.4"; the last step goes on without an end. */
function bandWords(standard: BandStandard, pollutant: Pollutant, averaging: Averaging, at: number): string {
  const { from } = standard.categories[at]!
  const { bands, decimals } = standard.columns[`${pollutant}_${averaging}`]!
  const band = bands.find((one) => one.from === from)
  if (!band) return '–'
  const open = at === standard.categories.length - 1
  return open
    ? `≥ ${band.low.toFixed(decimals)}`
    : `${band.low.toFixed(decimals)}–${band.high.toFixed(decimals)}`
}

/** "> 15 … 50": the bound itself belongs to the lower level. */
function levelWords(standard: LevelStandard, pollutant: Pollutant, averaging: Averaging, at: number): string {
  const bounds = standard.columns[`${pollutant}_${averaging}`]!
  if (at === 0) return `≤ ${bounds[0]}`
  return at < bounds.length ? `> ${bounds[at - 1]}, ≤ ${bounds[at]}` : `> ${bounds.at(-1)}`
}
