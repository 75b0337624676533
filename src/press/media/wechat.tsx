import type { Hono } from 'hono'
import { filesOf, pictureAddress } from '../../kit/files/files.ts'
import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { href } from '../../kit/html/layout.tsx'
import type { House } from '../../kit/room.ts'
import { type WechatArticle, wechatOf } from '../../kit/text/text.ts'
import { type DeskAsk, desk } from '../../kit/web/desk.tsx'
import { securityHeaders } from '../../kit/web/security.ts'
import type { Words } from '../../kit/words.ts'
import { editorPath, textAsked } from '../desk/shown.ts'
import { mayWrite } from '../duties.ts'
import { docOf, resolveOf } from '../pages/body.tsx'
import { sceneOf } from '../pages/frame.tsx'
import { aboutLive, type LiveRow, liveRow } from '../publish.ts'
import { dbOf, noArticle } from '../texts.ts'

export const wechatWords = {
  title: { zh: '用于微信公众号', en: 'For a WeChat official account' },
  lead: {
    zh: '已排好版的 HTML：全选、复制，粘贴到公众号编辑器。图片要按次序另行上传；外部链接列在文末。',
    en: 'HTML with its styles inside: select all, copy, and paste it into the editor of the account. Pictures are uploaded there one by one; links elsewhere stand at the end.',
  },
  html: { zh: '正文 HTML', en: 'HTML of the text' },
  download: { zh: '下载为文件', en: 'Download as a file' },
  pictures: { zh: '图片', en: 'Pictures' },
  none: { zh: '没有图片。', en: 'There are no pictures.' },
} satisfies Record<string, Words>

const path = '/desk/press/:article{[1-9][0-9]{0,14}}/:language{(?:zh|en)}/wechat'

/** What readers read now, as the editor of a WeChat account takes it: by copy, or as a file. */
export function wechatRoutes(web: Hono, house: House): void {
  desk(web, house, path, mayWrite, async (ask) => {
    const live = await liveAsked(house, ask)
    return { body: <WechatPage ask={ask} house={house} live={live} made={await made(house, ask, live)} /> }
  })
  desk(web, house, `${path}.html`, mayWrite, async (ask) => {
    const live = await liveAsked(house, ask)
    const { html } = await made(house, ask, live)
    return new Response(html, {
      headers: {
        ...securityHeaders,
        'content-type': 'text/html; charset=utf-8',
        'content-disposition': `attachment; filename="${live.language}-${live.article}-wechat.html"`,
        'cache-control': 'no-store',
      },
    })
  })
}

/** @throws Problem 404 for a text that readers do not have */
async function liveAsked(house: House, ask: DeskAsk): Promise<LiveRow> {
  const { text } = await textAsked(house, ask)
  const live = await liveRow(dbOf(house), text.id)
  if (live?.up !== 1) throw noArticle()
  return live
}

async function made(house: House, ask: DeskAsk, live: LiveRow): Promise<WechatArticle> {
  const scene = await sceneOf(house, { ...ask, language: live.language })
  const sizes = new Map((await filesOf(scene.db, aboutLive(live))).map((file) => [file.sha256, file.width]))
  return wechatOf(docOf(live), {
    language: live.language,
    base: ask.base,
    resolve: {
      ...(await resolveOf(scene, live)),
      pictureAddress: ({ sha256 }) =>
        pictureAddress({ sha256, width: sizes.get(sha256) ?? 1 }, { width: 1200, format: 'jpeg' }),
    },
  })
}

function WechatPage(props: { ask: DeskAsk; house: House; live: LiveRow; made: WechatArticle }) {
  const { ask, house, live, made } = props
  const { language } = ask
  const w = (name: keyof typeof wechatWords) => wechatWords[name][language]
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w('title')}
      lead={w('lead')}
      crumbs={[
        { words: { zh: live.title, en: live.title }, path: `/desk/press/${live.article}` },
        { words: wechatWords.title },
      ]}
    >
      <div class="field">
        <label for="html">{w('html')}</label>
        <textarea id="html" rows={18} readonly>
          {made.html}
        </textarea>
      </div>
      <p>
        <a class="button" href={href(ask, `${editorPath(live)}/wechat.html`)}>
          {w('download')}
        </a>
      </p>
      <section class="section">
        <h2>{w('pictures')}</h2>
        {made.pictures.length === 0 && <p>{w('none')}</p>}
        <ol>
          {made.pictures.map(({ address, alt, caption }) => (
            <li>
              <a href={address}>{alt || address}</a> {caption}
            </li>
          ))}
        </ol>
      </section>
    </DeskPage>
  )
}
