import type { Rundown } from '../edition.ts'
import { timecode } from './timecode.ts'

/** The parts as WebVTT chapters, for players that show them. */
export const chapters = ({ parts }: Rundown, language: 'zh' | 'en'): string =>
  `WEBVTT\n\n${parts
    .map(
      ({ part, from, frames }) =>
        `${part.id}\n${timecode(from, '.')} --> ${timecode(from + frames, '.')}\n${part.title[language]}\n`,
    )
    .join('\n')}`
