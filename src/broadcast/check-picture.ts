import type { PlanSeen } from './check-plan.ts'
import { type Check, check, type Examined, listed } from './checks.ts'
import type { Profile } from './delivery/profile.ts'
import { type Edition, framesASecond } from './edition.ts'
import type { FilmFacts } from './film-facts.ts'
import { shapes } from './shape.ts'
import type { MadeFilm } from './versions.ts'

const seconds = (frames: number) => `${frames} frames (${(frames / framesASecond).toFixed(2)} s)`

/** Most cuts in a second: more may be flashes in the sense of ITU-R BT.1702. */
const mostCuts = 3

export const digestCheck = (made: string, lies: string): Check =>
  check('digest', { zh: '文件摘要', en: 'Digest' }, made, lies, made === lies)

/** The picture as it is in the file, and as the plan behind it draws it. */
export function pictureChecks({ film, file, facts, digest, edition, profile, plan }: Examined): Check[] {
  const { width, height } = shapes[film.shape]
  const slot = slotOf(film, edition, profile)
  const frozen = (profile?.longestFrozen ?? 60) * framesASecond
  return [
    digestCheck(file.sha256, digest),
    check(
      'duration',
      { zh: '时长', en: 'Duration' },
      slot === null ? seconds(film.frames) : seconds(slot),
      seconds(facts.frames),
      facts.frames === (slot ?? film.frames),
    ),
    check(
      'rate',
      { zh: '帧率', en: 'Frame rate' },
      `every frame 1/${framesASecond} s`,
      facts.offBeat === 0 ? 'every frame' : `${facts.offBeat} frames are off`,
      facts.offBeat === 0 && facts.frames > 0,
    ),
    check(
      'size',
      { zh: '画面尺寸', en: 'Picture size' },
      `${width}×${height}`,
      `${facts.width}×${facts.height}`,
      facts.width === width && facts.height === height,
    ),
    check('codec', { zh: '编码', en: 'Codec' }, 'avc1', facts.codec, facts.codec.startsWith('avc1')),
    check('colour', { zh: '色彩', en: 'Colour' }, colour, facts.colour, facts.colour === colour),
    check(
      'frozen',
      { zh: '最长静止画面', en: 'Longest still stretch' },
      `at most ${seconds(frozen)}`,
      seconds(facts.longestFrozen),
      facts.longestFrozen <= frozen,
    ),
    check(
      'cuts',
      { zh: '快速切换（闪烁）', en: 'Fast cuts (flashes)' },
      `at most ${mostCuts} in a second`,
      fastCuts(facts.keys) === 0 ? 'none faster' : `${fastCuts(facts.keys)} too fast`,
      fastCuts(facts.keys) === 0,
    ),
    blackCheck(facts, plan),
    ...planChecks(plan),
  ]
}

const noPlan = 'the plan is not there'

/** A black frame or two between takes is seen in camera clips; more is a fault. */
const mostBlack = 5

function blackCheck({ longestBlack }: FilmFacts, plan: PlanSeen | null): Check {
  const title = { zh: '黑场', en: 'Black pictures' }
  const wanted = `at most ${seconds(mostBlack)}`
  if (longestBlack !== null)
    return check(
      'black',
      title,
      wanted,
      `${seconds(longestBlack)} measured on the file`,
      longestBlack <= mostBlack,
    )
  if (plan === null) return { id: 'black', title, wanted, found: noPlan, result: 'note' }
  const found = plan.black.length === 0 ? 'none' : plan.black.join(', ')
  return check('black', title, wanted, `${found} in the plan`, plan.black.length === 0)
}

function planChecks(plan: PlanSeen | null): Check[] {
  const safe = { zh: '安全框', en: 'Title-safe' }
  const glyphs = { zh: '字形', en: 'Glyphs' }
  const within = 'every text within 90 % of width and height'
  if (plan === null) return [{ id: 'safe', title: safe, wanted: within, found: noPlan, result: 'note' }]
  return [
    check('safe', safe, within, listed(plan.outside), plan.outside.length === 0),
    {
      id: 'glyphs',
      title: glyphs,
      wanted: 'every character drawn',
      found: listed(plan.boxes),
      result: plan.boxes.length === 0 ? 'pass' : 'note',
    },
  ]
}

const colour = 'bt709/bt709/bt709/limited'

function slotOf(film: MadeFilm, edition: Edition, profile: Profile | null): number | null {
  const programme =
    profile?.slotSeconds == null ? edition.slotFrames : Math.round(profile.slotSeconds * framesASecond)
  return programme === null ? null : programme + film.slateSeconds * framesASecond
}

/** Cuts that follow each other too fast. @param starts first frames of the scenes, in order */
export const fastCuts = (starts: readonly number[]): number =>
  starts.filter((from, i) => i >= mostCuts && from - starts[i - mostCuts]! < framesASecond).length
