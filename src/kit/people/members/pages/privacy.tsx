import type { Hono } from 'hono'
import type { House } from '../../../room.ts'
import { openPage } from '../../../web/desk.tsx'
import type { Ask } from '../../../web/pages.ts'
import type { Language } from '../../../words.ts'
import { termDays } from '../leave.ts'
import { MyPage } from './frame.tsx'
import { label, words } from './words.ts'

/** What is kept of a member, why and how long; true to tables.ts. */
const said: Record<Language, readonly (readonly [string, string])[]> = {
  zh: [
    [
      '我们保存什么',
      '您的称呼、邮箱、密码的单向散列、语言、注册时间；登录中的设备的浏览器名称和登录时间；您所在的单位和身份。不收集真实姓名、证件号码、手机号和位置。',
    ],
    [
      '用来做什么',
      '让您登录、给您写与账号有关的信、让同一单位的成员互相认识、让工作人员处理您的申请。不作他用，不提供给第三方，不做画像，不投放广告。',
    ],
    [
      '保存多久',
      `直到您注销账号。注销有 ${termDays} 天可以撤销，之后全部删除。操作日志里只留下一个编号，不再指向任何人。备份中的副本随备份到期一并消失。`,
    ],
    [
      '未满 14 周岁',
      '依照《个人信息保护法》第二十八、三十一条，须监护人同意。我们只另外保存监护人的邮箱和同意的时间。监护人可以随时要求删除。',
    ],
    [
      '您的权利',
      '您可以随时在“我的账号”查看、更正和删除自己的信息，结束任何一处登录。其他要求请写信给本中心。',
    ],
    ['Cookie', '只有两个：登录凭证，和您选择的显示设置。'],
  ],
  en: [
    [
      'What we keep',
      'What you want to be called, your e-mail address, a one-way hash of your password, your language and when you joined; browser and time of where you are signed in; your organisations and your role there. No real name, identity number, telephone or place.',
    ],
    [
      'What for',
      'To let you in, to write to you about your account, so that people of one organisation know each other, and so that officers can deal with what you ask. Nothing else: no third party, no profile, no advertising.',
    ],
    [
      'How long',
      `Until you delete your account. You can take that back for ${termDays} days; then all of it is gone. The journal keeps a number that leads to nobody any more. Copies in backups go when the backup does.`,
    ],
    [
      'Below fourteen',
      'A guardian must consent (Personal Information Protection Law of China, articles 28 and 31). Besides the above we keep only the address of the guardian and when consent was given. The guardian can ask for deletion at any time.',
    ],
    [
      'Your rights',
      'Under “My account” you can see, correct and delete what is yours at any time, and end any session. For anything else write to the centre.',
    ],
    ['Cookies', 'There are two: that you are signed in, and how you want the pages shown.'],
  ],
}

export const Privacy = ({ ask }: { ask: Ask }) => (
  <div class="prose">
    {said[ask.language].map(([head, text]) => (
      <>
        <h2>{head}</h2>
        <p>{text}</p>
      </>
    ))}
  </div>
)

export function privacyRoutes(web: Hono, house: House): void {
  openPage(web, house, '/my/privacy', (ask) => ({
    body: (
      <MyPage
        ask={ask}
        house={house}
        title={words[ask.language].privacy}
        crumbs={[{ words: label('privacy') }]}
      >
        <Privacy ask={ask} />
      </MyPage>
    ),
  }))
}
