import type { Child } from 'hono/jsx'
import type { Language } from '../words.ts'
import type { Doc, PictureAttrs } from './document.ts'
import { absolute } from './html.tsx'
import { isAddress } from './link.ts'
import { plainOf } from './plain.ts'
import { type Manner, type Part, type Resolve, render } from './render.tsx'
import { words } from './words.ts'

export interface OutsideOptions {
  language: Language
  /** Origin of the public site; paths of our own are made whole with it. */
  base: string
  resolve: Pick<Resolve, 'thing' | 'air' | 'chart'> & {
    /** Path or address of a picture some 1,200 pixels wide, as JPEG or PNG: mail programs know nothing newer. */
    pictureAddress(picture: PictureAttrs): string
  }
}

const mailStyles: Partial<Record<Part, string>> = {
  p: 'margin:0 0 16px;line-height:1.7',
  h2: 'margin:28px 0 12px;font-size:20px;line-height:1.3',
  h3: 'margin:24px 0 10px;font-size:17px;line-height:1.3',
  h4: 'margin:20px 0 8px;font-size:16px;line-height:1.3',
  ul: 'margin:0 0 16px;padding-left:24px;line-height:1.7',
  ol: 'margin:0 0 16px;padding-left:24px;line-height:1.7',
  blockquote: 'margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #c9d3de;color:#41505f',
  hr: 'border:0;border-top:1px solid #c9d3de;margin:24px 0',
  table: 'border-collapse:collapse;width:100%;margin:0 0 16px;font-size:14px',
  th: 'border-bottom:2px solid #8fa0b1;padding:6px 8px;text-align:left;vertical-align:top',
  td: 'border-bottom:1px solid #dbe2e9;padding:6px 8px;text-align:left;vertical-align:top',
  figure: 'margin:0 0 20px',
  caption: 'margin-top:6px;font-size:13px;line-height:1.5;color:#56646f',
  block: 'margin:0 0 16px;padding:12px 16px;background:#f1f5f9',
  more: 'margin:0 0 16px;padding:10px 0;border-top:1px solid #dbe2e9;border-bottom:1px solid #dbe2e9',
  notes: 'margin-top:28px;padding-top:12px;border-top:1px solid #dbe2e9;font-size:14px',
  a: 'color:#1c4f8c',
  code: 'font-family:Menlo,Consolas,monospace;font-size:0.92em',
}

const image = (picture: PictureAttrs, { base, resolve }: OutsideOptions, style: string) => (
  <img src={absolute(resolve.pictureAddress(picture), base)} alt={picture.alt} width="600" style={style} />
)

const inline =
  (styles: Partial<Record<Part, string>>): Manner['dress'] =>
  (part) =>
    styles[part] ? { style: styles[part] } : {}

/** What a mail carries: HTML with inline styles and whole addresses, and the same in plain words. */
export function mailOf(doc: Doc, options: OutsideOptions): { html: string; text: string } {
  const { language, base, resolve } = options
  const html = render(doc, {
    language,
    ids: null,
    resolve: {
      ...resolve,
      picture: (picture) =>
        image(picture, options, 'display:block;width:100%;max-width:600px;height:auto;border:0'),
    },
    dress: inline(mailStyles),
    link: (href) => (href.startsWith('#') ? null : { href: absolute(href, base) }),
  })
  const text = plainOf(doc, { language, addresses: { base, thing: resolve.thing } })
  return { html: String(<div style="font-size:16px;color:#1d2733">{html}</div>), text }
}

export interface WechatArticle {
  html: string
  /** In reading order: WeChat takes pictures only by upload, so that each is put in by hand or by its own interface. */
  pictures: { sha256: string; address: string; alt: string; caption: string }[]
  /** Addresses that the text names; WeChat removes links to other sites. */
  links: string[]
}

const ink = 'color:#2b3a48'
const wechatStyles: Partial<Record<Part, string>> = {
  ...mailStyles,
  p: `margin:0 0 20px;line-height:1.8;letter-spacing:0.5px;text-align:justify;${ink}`,
  h2: `margin:32px 0 16px;font-size:19px;line-height:1.4;font-weight:bold;padding-left:10px;border-left:4px solid #1c4f8c;${ink}`,
  h3: `margin:28px 0 12px;font-size:17px;line-height:1.4;font-weight:bold;${ink}`,
  h4: `margin:24px 0 12px;font-size:16px;line-height:1.4;font-weight:bold;${ink}`,
  scroll: 'overflow-x:auto',
  figure: 'margin:0 0 20px;text-align:center',
}

/** The article for a WeChat official account: inline styles only, no links to outside, addresses as numbered notes. */
export function wechatOf(doc: Doc, options: OutsideOptions): WechatArticle {
  const { language, base, resolve } = options
  const pictures: WechatArticle['pictures'] = []
  const links: string[] = []
  const numberOf = (href: string) => (links.includes(href) ? links.indexOf(href) + 1 : links.push(href))
  const own = (href: string) => /^https:\/\/mp\.weixin\.qq\.com\//.test(href)
  const picture = (picture: PictureAttrs): Child => {
    const { sha256, alt, caption } = picture
    pictures.push({ sha256, address: absolute(resolve.pictureAddress(picture), base), alt, caption })
    return image(picture, options, 'width:100%;height:auto;vertical-align:middle')
  }
  const body = render(doc, {
    language,
    ids: null,
    resolve: { ...resolve, picture },
    dress: inline(wechatStyles),
    link: (href) => (own(href) ? { href } : null),
    afterLink: (href) => !own(href) && isOutside(href) && <sup>〔{numberOf(absolute(href, base))}〕</sup>,
  })
  const html = String(
    <section style="font-size:16px">
      {body}
      {/* Read after the body was made, which fills it. */}
      {links.length > 0 && (
        <section style={wechatStyles.notes}>
          <p style={wechatStyles.h4}>{words[language].links}</p>
          {links.map((address, at) => (
            <p style="margin:0 0 6px;font-size:13px;word-break:break-all">
              〔{at + 1}〕{address}
            </p>
          ))}
        </section>
      )}
    </section>,
  )
  return { html, pictures, links }
}

const isOutside = (href: string) => isAddress(href) && !href.startsWith('#')
