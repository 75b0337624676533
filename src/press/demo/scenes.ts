import { openPicture } from '../../kit/picture/picture.ts'
import { airScenes } from './air-scenes.ts'
import { sheet } from './brush.ts'
import { lifeScenes } from './life-scenes.ts'

const { width, height } = sheet

/** The pictures of the demonstration: drawn by us, the same on every machine. */
const scenes = { ...airScenes, ...lifeScenes }

export type SceneName = keyof typeof scenes
export const sceneNames = Object.keys(scenes) as SceneName[]

/** Scenes are thought of in 1600 × 1000, and drawn no larger than they are shown. */
const drawnAt = 0.8

/** A scene as JPEG: it has no need of a PNG's sharpness, and is a tenth of its size. */
export async function drawScene(name: SceneName): Promise<Buffer> {
  const { context } = await openPicture(width * drawnAt, height * drawnAt)
  context.scale(drawnAt, drawnAt)
  scenes[name](context)
  return context.canvas.encode('jpeg', 88)
}
