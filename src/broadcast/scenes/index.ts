import type { SceneName } from '../edition.ts'
import type { Scene } from '../picture/sprite.ts'
import { adviceScene } from './advice.ts'
import { alertScene } from './alert.ts'
import { chiefScene } from './chief.ts'
import { clipScene } from './clip.ts'
import { districtsScene } from './districts.ts'
import { endScene } from './end.ts'
import { forecastScene } from './forecast.ts'
import { last24Scene } from './last24.ts'
import { nowScene } from './now.ts'
import { reviewScene } from './review.ts'
import { slateScene } from './slate.ts'
import type { Stage } from './stage.ts'
import { titleScene } from './title.ts'

const makers: Readonly<Record<SceneName, (stage: Stage) => Scene>> = {
  slate: slateScene,
  title: titleScene,
  now: nowScene,
  districts: districtsScene,
  last24: last24Scene,
  chief: chiefScene,
  forecast: forecastScene,
  alert: alertScene,
  advice: adviceScene,
  review: reviewScene,
  clip: clipScene,
  end: endScene,
}

/** The picture of a part: a pure function of the stage. */
export const sceneFor = (stage: Stage): Scene => makers[stage.timed.part.scene](stage)
