import type { Line } from '../edition.ts'
import { type AirSnapshot, categoryIn, type DistrictSnapshot } from '../snapshot.ts'
import { line, listed, plural } from './line.ts'

type Known = DistrictSnapshot & { index: number; level: number }

export const districtsKnown = ({ districts }: AirSnapshot): Known[] =>
  districts.filter((one): one is Known => one.index !== null && one.level !== null)

/** At most so many names in a sentence: more are counted. */
const mostNames = 4

/** Worst and best, then level by level from the worst, then who is silent. */
export function districtLines(air: AirSnapshot): Line[] {
  const known = districtsKnown(air).toSorted((a, b) => b.index - a.index)
  const worst = known[0]
  const best = known.at(-1)
  if (!worst || !best) return []
  const source = ({ code }: DistrictSnapshot) => `hour/${air.hour}/district/${code}/index`
  const lines = [
    line('districts/range', (tell) =>
      worst.index === best.index
        ? {
            zh: `各区指数都在${tell(worst.index, source(worst))}左右。`,
            en: `All districts are near ${tell(worst.index, source(worst))}.`,
          }
        : {
            zh: `从各区看，${worst.name.zh}最高，为${tell(worst.index, source(worst))}；${best.name.zh}最低，为${tell(best.index, source(best))}。`,
            en: `By district, ${worst.name.en} is highest at ${tell(worst.index, source(worst))}, ${best.name.en} lowest at ${tell(best.index, source(best))}.`,
          },
    ),
  ]
  const levels = [...new Set(known.map(({ level }) => level))]
  for (const level of levels) lines.push(levelLine(air, level, known, levels.length === 1))
  const silent = air.districts.length - known.length
  if (silent > 0)
    lines.push(
      line('districts/silent', (tell) => {
        const count = tell(silent, `hour/${air.hour}/districts/silent`)
        return {
          zh: `另有${count}个区暂无数据。`,
          en: `There are no data of ${count} more ${plural(silent, 'district')}.`,
        }
      }),
    )
  return lines
}

function levelLine(air: AirSnapshot, level: number, known: readonly Known[], all: boolean): Line {
  const own = known.filter((one) => one.level === level)
  const { name } = categoryIn(air, level)!
  return line(`districts/level-${level}`, (tell) => {
    if (all)
      return {
        zh: `有数据的区全部为${name.zh}。`,
        en: `All districts with data are ${name.en.toLowerCase()}.`,
      }
    if (own.length <= mostNames) {
      const names = listed(own.map((one) => one.name))
      return {
        zh: `${names.zh}为${name.zh}。`,
        en: `${names.en} ${own.length === 1 ? 'is' : 'are'} ${name.en.toLowerCase()}.`,
      }
    }
    const count = tell(own.length, `hour/${air.hour}/districts/level-${level}`)
    return { zh: `${count}个区为${name.zh}。`, en: `${count} districts are ${name.en.toLowerCase()}.` }
  })
}
