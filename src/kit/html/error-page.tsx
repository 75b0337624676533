import type { Centre } from '../centre.ts'
import type { Ask } from '../web/pages.ts'
import { href, Page } from './layout.tsx'

/** What went wrong, what it means, what to do; the same frame as every page. */
export function ErrorPage(props: { ask: Ask; centre: Centre; status: number; message: string }) {
  const { ask, centre, status, message } = props
  const zh = ask.language === 'zh'
  const missing = status === 404
  const title = missing ? (zh ? '找不到页面' : 'Page not found') : zh ? '出了问题' : 'Something is wrong'
  return (
    <Page
      ask={ask}
      centre={centre}
      title={title}
      description={message}
      crumbs={[{ words: { zh: title, en: title } }]}
      noIndex
    >
      <div class="wrap">
        <div class="pagehead">
          <h1>{title}</h1>
          <p class="lead">{message}</p>
          <p class="lead">
            {/^\/desk(\/|$)/.test(ask.path) ? (
              <a href={href(ask, '/desk')}>{zh ? '回到工作台' : 'Back to the desk'}</a>
            ) : (
              <a href={href(ask, '/')}>{zh ? '回到首页' : 'Go to the home page'}</a>
            )}
          </p>
        </div>
      </div>
    </Page>
  )
}
