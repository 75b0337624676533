import { airFront, airFrontDepends } from '../../air/index.ts'
import { Page } from '../../kit/html/layout.tsx'
import type { House } from '../../kit/room.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'

/** The home page of the whole site. */
export async function homePage(house: House, ask: Ask): Promise<Answer> {
  const air = await airFront(house, ask)
  const name = house.centre.name[ask.language]
  return {
    body: (
      <Page
        ask={ask}
        centre={house.centre}
        title={name}
        description={air.said}
        sky={`${air.sky} sky-home`}
        notices={air.notices}
        hero={air.hero}
        card={air.card}
        jsonLd={air.jsonLd}
      />
    ),
    depends: airFrontDepends,
  }
}
