import type { Rundown } from '../edition.ts'
import type { Chapter } from '../film/chapter-track.ts'
import type { ScreenLanguage } from '../scenes/stage.ts'
import { timecode } from './timecode.ts'

/** The parts as WebVTT chapters, for players that show them. */
export const chapters = ({ parts }: Rundown, language: 'zh' | 'en'): string =>
  `WEBVTT\n\n${parts
    .map(
      ({ part, from, frames }) =>
        `${part.id}\n${timecode(from, '.')} --> ${timecode(from + frames, '.')}\n${part.title[language]}\n`,
    )
    .join('\n')}`

/** The parts as chapters inside the film, in the language of its screen. */
export const chaptersIn = ({ parts }: Rundown, language: ScreenLanguage): Chapter[] =>
  parts.map(({ part: { title }, frames }) => ({
    title: language === 'both' ? `${title.zh} ${title.en}` : title[language],
    frames,
  }))
