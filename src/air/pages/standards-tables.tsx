import { href } from '../../kit/html/layout.tsx'
import { DataTable, Missing, Section } from '../../kit/html/parts.tsx'
import { addDays, type Day } from '../../kit/time.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { reported } from '../day-index.ts'
import { gb3095, indexStandardOn, type LimitEdition, limitOn, type Substance } from '../index/index.ts'
import { type Pollutant, pollutants, pollutantWords, symbols, unitOf } from '../pollutants.ts'
import type { StandardView, Used, WhoLine } from '../six-standards.ts'
import { averagingWords, timesWords, whose } from './standards-words.ts'
import { dayWords, words } from './words.ts'

/** A concentration with no more digits than a report prints. */
const amount = ({ substance, value }: Pick<Used, 'substance' | 'value'>) => reported(substance, value)

/** Every pollutant by every index: its number and the means it was read from. */
export function SubIndexTable({ ask, views }: { ask: Ask; views: readonly StandardView[] }) {
  const { language } = ask
  return (
    <DataTable
      caption={language === 'zh' ? '浓度单位 µg/m³，CO 为 mg/m³' : 'Concentrations in µg/m³, CO in mg/m³'}
      rows={pollutants}
      empty={words[language].noData}
      columns={[
        {
          head: language === 'zh' ? '污染物' : 'Pollutant',
          cell: (pollutant) => (
            <a href={href(ask, `/air/pollutants/${pollutant}`)} title={pollutantWords[pollutant][language]}>
              {symbols[pollutant]}
            </a>
          ),
        },
        ...views.map((view) => ({
          head: whose[view.standard.name][language],
          numeric: true,
          cell: (pollutant: Pollutant) => <SubIndexCell ask={ask} view={view} pollutant={pollutant} />,
        })),
      ]}
    />
  )
}

function SubIndexCell({ ask, view, pollutant }: { ask: Ask; view: StandardView; pollutant: Pollutant }) {
  const { language } = ask
  const value = view.report.subIndices[pollutant as Substance]
  if (value === undefined) return <span class="none">{language === 'zh' ? '不计' : 'not counted'}</span>
  const used = view.used.find(({ substance }) => substance === pollutant)
  const chief = view.report.chief.includes(pollutant)
  if (value === null || !used) return <Missing language={language} />
  return (
    <>
      {chief ? <strong>{value}</strong> : value}
      <small class="below">
        {amount(used)} · {averagingWords[used.averaging][language]}
      </small>
    </>
  )
}

export function WhoTable({ ask, lines }: { ask: Ask; lines: readonly WhoLine[] }) {
  const { language } = ask
  const zh = language === 'zh'
  const none = <Missing language={language} />
  return (
    <DataTable
      caption={zh ? '中期目标 1 最宽' : 'Interim target 1 is the mildest'}
      rows={lines}
      empty={words[language].noData}
      columns={[
        {
          head: zh ? '污染物' : 'Pollutant',
          cell: ({ pollutant }) => `${symbols[pollutant]} (${unitOf(pollutant)})`,
        },
        { head: zh ? '平均' : 'Averaging', cell: ({ averaging }) => averagingWords[averaging][language] },
        {
          head: zh ? '浓度' : 'Concentration',
          numeric: true,
          cell: ({ pollutant, value }) => (value === null ? none : reported(pollutant, value)),
        },
        { head: zh ? '准则值' : 'Guideline', numeric: true, cell: ({ guideline }) => guideline },
        {
          head: zh ? '倍数' : 'Times',
          numeric: true,
          cell: ({ times }) => (times === null ? none : timesWords(times)),
        },
        { head: zh ? '结论' : 'Verdict', cell: (line) => verdict(line, zh) },
      ]}
    />
  )
}

function verdict({ exceeds, interim }: WhoLine, zh: boolean): string {
  if (exceeds === null) return zh ? '数据不足' : 'too few data'
  if (!exceeds) return zh ? '未超过' : 'not above'
  if (interim === null)
    return zh ? '超过准则值和所有中期目标' : 'above the guideline and every interim target'
  return zh ? `超过准则值，达到中期目标 ${interim}` : `above the guideline, within interim target ${interim}`
}

const particles = ['pm25', 'pm10'] as const

/** The steps by which China's limits became stricter, out of the dated tables. */
export function StandardsHistory({ ask }: { ask: Ask }) {
  const { language } = ask
  const zh = language === 'zh'
  const limit = (pollutant: Pollutant, averaging: '24h' | 'year') => ({
    head: `${symbols[pollutant]} ${averaging === 'year' ? (zh ? '年' : 'year') : zh ? '日' : 'day'}`,
    unit: unitOf(pollutant),
    numeric: true,
    cell: ({ first }: LimitEdition) => limitOn(pollutant, averaging, 2, first)?.limit ?? '–',
  })
  return (
    <Section
      title={zh ? '中国标准的几次收紧' : "How China's standards tightened"}
      note={
        zh
          ? 'GB 3095 二级限值，HJ 633 指数 100 对应的浓度'
          : 'GB 3095 limits of grade 2; HJ 633 concentrations at index 100'
      }
    >
      <div class="roomy">
        <DataTable
          caption={
            zh
              ? '过去的日子按当日有效的标准计算，从不用新表重算历史'
              : 'A day is judged by the tables in force on it; history is never recomputed by newer ones'
          }
          rows={gb3095}
          empty=""
          columns={[
            {
              head: zh ? '起' : 'From',
              cell: ({ first }) => <span class="nowrap">{dayWords(first, language)}</span>,
            },
            { head: zh ? '标准' : 'Standard', cell: ({ name }) => editionWords(name, zh) },
            ...particles.flatMap((pollutant) => [limit(pollutant, 'year'), limit(pollutant, '24h')]),
            ...particles.map((pollutant) => ({
              head: `${symbols[pollutant]} ${zh ? '指数 100' : 'at index 100'}`,
              unit: unitOf(pollutant),
              numeric: true,
              cell: ({ first }: LimitEdition) => at100(pollutant, first),
            })),
          ]}
        />
      </div>
      <p class="small after">
        {zh
          ? `北京从 2013 年起按 2012 年版发布，全国从 ${dayWords(gb3095[0]!.first, 'zh')}起。指数 100 与 GB 3095 的限值到 ${dayWords(addDays(gb3095[2]!.first, -1), 'zh')}一致，此后限值更严而指数表不变：“超标”与“指数超过 100”不再是一回事。`
          : `Beijing reported by the edition of 2012 from 2013 on, the whole country from ${dayWords(gb3095[0]!.first, 'en')}. Index 100 and the limits of GB 3095 agree until ${dayWords(addDays(gb3095[2]!.first, -1), 'en')}; from then on the limits are stricter and the index stays: "above the limit" and "index above 100" part ways.`}
      </p>
    </Section>
  )
}

/** "GB 3095-2026 (transitional)" out of its name. */
const editionWords = (name: string, zh: boolean) =>
  name.replace('GB', 'GB ').replace('-transitional', zh ? '（过渡阶段）' : ' (transitional)')

function at100(pollutant: 'pm25' | 'pm10', day: Day) {
  const standard = indexStandardOn(day)
  return standard.columns[`${pollutant}_24h`]?.[standard.rows.indexOf(100)] ?? '–'
}
