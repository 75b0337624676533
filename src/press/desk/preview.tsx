import type { Hono } from 'hono'
import { href } from '../../kit/html/layout.tsx'
import { Notice } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { type DeskAsk, desk } from '../../kit/web/desk.tsx'
import { mayWrite } from '../duties.ts'
import { pathOf } from '../live.ts'
import { wholeArticle } from '../pages/article.tsx'
import { sceneOf } from '../pages/frame.tsx'
import { type ArticleRow, aboutLive, aboutText, liveOf, liveRow, type TextRow } from '../publish.ts'
import { dbOf } from '../texts.ts'
import { editorPath, textAsked } from './shown.ts'
import { words } from './words.ts'

/** The page as readers will have it, from the words as they are saved now. */
async function previewOf(house: House, ask: DeskAsk, article: ArticleRow, text: TextRow) {
  const before = await liveRow(dbOf(house), text.id)
  const live = { ...liveOf(text, article, text, ask.at, before), version: 0 }
  const reader = { ...ask, language: text.language, path: pathOf(live), query: new URLSearchParams() }
  const files = [aboutText(text.id), `article/${article.id}`, aboutLive(text)]
  const notice = (
    <Notice>
      {words[ask.language].previewOf} <a href={href(ask, editorPath(text))}>{words[ask.language].edit}</a>
    </Notice>
  )
  return wholeArticle(await sceneOf(house, reader), live, { files, notice })
}

export function previewRoutes(web: Hono, house: House): void {
  desk(
    web,
    house,
    '/desk/press/:article{[1-9][0-9]{0,14}}/:language{(?:zh|en)}/preview',
    mayWrite,
    async (ask) => {
      const { article, text } = await textAsked(house, ask)
      return { body: await previewOf(house, ask, article, text) }
    },
  )
}
