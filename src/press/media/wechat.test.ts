import assert from 'node:assert/strict'
import { signedIn } from '../../kit/people/testing.ts'
import { inHousesOf } from '../../kit/testing-house.ts'
import { checkDoc } from '../../kit/text/text.ts'
import { article, pressRooms } from '../testing.ts'
import { wechatRoutes } from './wechat.tsx'

const rooms = [...pressRooms, { name: 'wechat', migrations: {}, routes: wechatRoutes }]
const words = '<script>alert(1)</script> 看这里'
const body = checkDoc({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: words, marks: [{ type: 'link', attrs: { href: 'https://example.org/a' } }] },
      ],
    },
  ],
})

inHousesOf(
  rooms,
  'what is live is handed out for WeChat with its styles inside, and nothing else',
  async ({ house, web }) => {
    const { article: live } = await article(house, { zh: { title: '公众号', body } })
    const { article: draft } = await article(house, { zh: { title: '草稿' }, published: false })
    const { browser } = await signedIn(web, house, {
      name: { zh: '林晓', en: 'Lin Xiao' },
      duties: ['press-editor'],
    })
    const file = await browser.get(`/desk/press/${live}/zh/wechat.html`)
    assert.match(
      file.headers.get('content-disposition') ?? '',
      /^attachment; filename="zh-\d+-wechat\.html"$/,
    )
    const html = await file.text()
    assert.match(html, /style="/)
    assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt; 看这里/)
    assert.doesNotMatch(html, /<script|<a /)
    assert.match(html, /https:\/\/example\.org\/a/, 'links stand as words at the end')
    const page = await (await browser.get(`/desk/press/${live}/zh/wechat`)).text()
    assert.match(page, /&lt;section style=/, 'shown as what is copied, not as a part of the page')
    assert.doesNotMatch(page, / style="/)
    assert.equal((await browser.get(`/desk/press/${draft}/zh/wechat`)).status, 404)
    assert.equal((await web.request(`/desk/press/${live}/zh/wechat.html`)).status, 303, 'not for strangers')
  },
)
