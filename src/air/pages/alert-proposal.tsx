import { href } from '../../kit/html/layout.tsx'
import { Notice, Section } from '../../kit/html/parts.tsx'
import { addDays } from '../../kit/time.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { type AlertDay, type Episode, type Proposal, type Tier, tiers, tierWords } from '../alert/index.ts'
import { levelOf } from '../day-index.ts'
import { TierChip } from './alert-bar.tsx'
import { alertWords, shortDay } from './alert-words.ts'
import { categoryName } from './frame.tsx'

/** What the machine says by the rules of today, and the days it looked at; plainly not an alert. */
export function ProposalSection({ ask, proposal, today }: { ask: Ask; proposal: Proposal; today: string }) {
  const w = alertWords[ask.language]
  const { days, simulated, model } = proposal
  const measured = days.some(({ kind }) => kind === 'reference')
  return (
    <Section title={w.proposes} note={w.notIssued} id="proposal">
      {simulated && <Notice inline>{w.simulated}</Notice>}
      <Verdict ask={ask} proposal={proposal} />
      {days.length > 0 && (
        <>
          <h3 class="alert-days-title">
            {w.byDay} <small>{w.byDayNote}</small>
          </h3>
          <ol class="alert-days">
            {shown(proposal, today).map((day) => (
              <DayTile ask={ask} day={day} episode={proposal.episode} />
            ))}
          </ol>
          {!days.some(({ day }) => day > today) && (
            <p class="small">
              {w.noForecast}{' '}
              <a href={href(ask, '/air/forecast')}>{ask.language === 'zh' ? '预报' : 'Forecast'}</a>
            </p>
          )}
          {model && measured && <p class="small">{w.mixed}</p>}
        </>
      )}
    </Section>
  )
}

/** The days before today that still matter: the last three, and all of the episode. */
const shown = ({ days, episode }: Proposal, today: string) => {
  const recent = addDays(today, -3)
  const first = episode && episode.from < recent ? episode.from : recent
  return days.filter(({ day }) => day >= first)
}

function Verdict({ ask, proposal }: { ask: Ask; proposal: Proposal }) {
  const w = alertWords[ask.language]
  const { version, tier, episode, possible, days } = proposal
  if (!version) return <p class="alert-verdict">{w.noRules}</p>
  if (days.length === 0) return <p class="alert-verdict">{w.noDays}</p>
  const name = (one: Tier) => tierName(ask, one)
  return (
    <div class="alert-verdict">
      {tier && episode ? (
        <>
          <p class="alert-head">
            <TierChip ask={ask} tier={tier} />
            <span>{w.reaches(name(tier), version.title[ask.language])}</span>
          </p>
          <Reasons ask={ask} episode={episode} />
          {episode.merged && <p>{w.merged}</p>}
        </>
      ) : (
        <p>{w.noTier}</p>
      )}
      {isWorse(possible, tier) && <p>{w.worst(name(possible))}</p>}
      {version.unknown.length > 0 && (
        <p class="small">{w.unknownTiers(listed(version.unknown.map(name), ask))}</p>
      )}
      <p class="small">{w.onlyPeople}</p>
    </div>
  )
}

const isWorse = (possible: Tier | null, tier: Tier | null): possible is Tier =>
  possible !== null && (tier === null || tiers.indexOf(possible) > tiers.indexOf(tier))

const listed = (names: readonly string[], { language }: Ask) => names.join(language === 'zh' ? '、' : ', ')

/** In the middle of an English sentence a tier begins small. */
const tierName = ({ language }: Ask, tier: Tier) =>
  language === 'en' ? tierWords[tier].name.en.toLowerCase() : tierWords[tier].name.zh

/** The clauses of the highest tier with the days that fulfil them. */
function Reasons({ ask, episode }: { ask: Ask; episode: Episode }) {
  const { language } = ask
  const highest = episode.triggers.filter(({ tier }) => tier === episode.tier)
  return (
    <ul class="advice">
      {highest.map(({ words, days, confirmed }) => (
        <li>
          <strong>{words[language]}</strong>
          {language === 'zh' ? `（${stretch(days, ask)}）` : ` (${stretch(days, ask)})`}
          {!confirmed && <span class="doubt">{alertWords[language].unconfirmed}</span>}
        </li>
      ))}
    </ul>
  )
}

const stretch = (days: readonly string[], { language }: Ask) => {
  const [first, last] = [shortDay(days[0]!, language), shortDay(days.at(-1)!, language)]
  return first === last ? first : language === 'zh' ? `${first}至${last}` : `${first} to ${last}`
}

/** A day as a tile: measured ones full, those to come hatched; those of the episode underlined. */
function DayTile({ ask, day: one, episode }: { ask: Ask; day: AlertDay; episode: Episode | null }) {
  const w = alertWords[ask.language]
  const { day, index, high, basis } = one
  const inside = episode !== null && day >= episode.from && day <= episode.to
  const ahead = basis === 'forecast' || basis === 'overruled'
  return (
    <li class={`level-${levelOf(index, day)}${inside ? ' inside' : ''}${ahead ? ' ahead' : ''}`}>
      <small>{shortDay(day, ask.language)}</small>
      <b class="swatch">
        <span>{index}</span>
      </b>
      <span>{categoryName(index, day, ask.language).replace(/ polluted$/, '')}</span>
      <small>
        {w.basis[basis]}
        {high > index && <span>{w.upTo(high)}</span>}
      </small>
    </li>
  )
}
