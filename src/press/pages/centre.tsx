import { Page } from '../../kit/html/layout.tsx'
import { Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { newestOf } from '../live.ts'
import { shelfDepends } from '../shelves.ts'
import { sceneOf } from './frame.tsx'
import { Headlines } from './lines.tsx'
import { words } from './words.ts'

/** The institution: what it does, its departments, how it is reached, and its own pages. */
export async function centrePage(house: House, ask: Ask): Promise<Answer> {
  const scene = await sceneOf(house, ask)
  const { language, at } = ask
  const { centre } = house
  const w = words[language]
  const pages = await newestOf(scene.db, 'page', { language, at, limit: 50 })
  const contact: [string, string | undefined][] = [
    [w.address, centre.address[language]],
    [w.postcode, centre.postcode],
    [w.phone, centre.phone],
    [w.email, centre.email],
  ]
  const body = (
    <Page
      ask={ask}
      centre={centre}
      title={centre.name[language]}
      description={centre.about[language]}
      crumbs={[{ words: { zh: words.zh.centre, en: words.en.centre } }]}
    >
      <div class="wrap">
        <div class="pagehead">
          <h1>{centre.name[language]}</h1>
          <p class="lead">{centre.about[language]}</p>
        </div>
        <div class="columns columns-7-5">
          <Section title={w.departments}>
            <dl class="defs">
              {centre.departments.map(({ name, duty }) => (
                <>
                  <dt>{name[language]}</dt>
                  <dd>{duty[language]}</dd>
                </>
              ))}
            </dl>
          </Section>
          <div>
            <Section title={w.contact}>
              <dl class="defs">
                {contact
                  .filter(([, value]) => value)
                  .map(([name, value]) => (
                    <>
                      <dt>{name}</dt>
                      <dd>{value}</dd>
                    </>
                  ))}
              </dl>
            </Section>
            {pages.length > 0 && (
              <Section title={w.pages}>
                <Headlines scene={scene} lines={pages} />
              </Section>
            )}
          </div>
        </div>
      </div>
    </Page>
  )
  return { body, depends: ['press/live', ...shelfDepends] }
}
