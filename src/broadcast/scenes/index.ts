import type { SceneName } from '../edition.ts'
import type { Scene } from '../picture/sprite.ts'
import { nowScene } from './now.ts'
import type { Stage } from './stage.ts'

const makers: Partial<Record<SceneName, (stage: Stage) => Scene>> = {
  now: nowScene,
}

/** The picture of a part: a pure function of the stage. */
export function sceneFor(stage: Stage): Scene {
  const make = makers[stage.timed.part.scene]
  if (!make) throw new Error(`there is no scene ${stage.timed.part.scene}`)
  return make(stage)
}
