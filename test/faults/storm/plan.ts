import { never } from '../../../shared/domain/automatic-mails/settings.ts'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import { seeded } from '../fault-injector.ts'
import { type Front, fronts } from './weather.ts'

/** What somebody does, in milliseconds after the storm began. */
export interface PersonPlan {
  readonly number: number
  readonly email: string
  readonly arrivesAt: number
  readonly cancelsAfter: number | undefined
  readonly comesBackAfter: number | undefined
  readonly answersSurvey: boolean
}

/** Everything a storm does, and its weather, derived from the seed. Times are in milliseconds after the storm, or a part of it, began. */
export interface StormPlan {
  readonly seed: number
  /** How the event ends: `cancelled` after two moves, or `held`, so that reminders and surveys are sent too. */
  readonly ending: 'cancelled' | 'held'
  readonly event: Partial<EventInput>
  /** How many mails per second SES takes. */
  readonly rate: number
  readonly people: readonly PersonPlan[]
  /** When the event is moved, first and second, and when it is cancelled, if it is. */
  readonly moves: readonly [number, number]
  readonly cancelledAt: number
  /** When the join link changes, after the first automatic mail became due; undefined if it does not. */
  readonly linkChangesAt: number | undefined
  /** The weather of each part of the storm: while people come and the event moves, then at each automatic mail. */
  readonly fronts: readonly (readonly Front[])[]
}

export const minute = 60_000
/** How long the weather of a part lasts. */
export const partMs = 20 * minute
// The event's two reminders, the survey and its reminder.
const mailsByThemselves = 4

const hash = (text: string): number => [...text].reduce((sum, character) => Math.imul(sum, 31) + (character.codePointAt(0) ?? 0), 7)

/** Separate random numbers for each use, so that using more of one does not change the others. */
export const randomFor = (seed: number, use: string): (() => number) => seeded(Math.imul(seed + 1, 0x9e3779b1) ^ hash(use))

const between = (random: () => number, from: number, to: number): number => from + Math.floor(random() * (to - from))

const pick = <Item>(random: () => number, items: readonly [Item, ...Item[]]): Item => items[Math.floor(random() * items.length)] ?? items[0]

// AWS's mailbox simulator: a mail's fate follows from its address.
const addressOf = (random: () => number, number: number): string => {
  const luck = random()
  if (luck < 0.02) return `bounce+${number}@simulator.amazonses.com`
  if (luck < 0.03) return `complaint+${number}@simulator.amazonses.com`
  if (luck < 0.04) return `ooto+${number}@simulator.amazonses.com`
  return `person${number}@authority.example`
}

const personOf = (random: () => number, number: number, arrivalMs: number): PersonPlan => ({
  number,
  email: addressOf(random, number),
  arrivesAt: between(random, 0, arrivalMs),
  cancelsAfter: random() < 0.12 ? between(random, 1000, 10 * minute) : undefined,
  comesBackAfter: random() < 0.4 ? between(random, 500, 6 * minute) : undefined,
  answersSurvey: random() < 0.4,
})

const frontsOf = (random: () => number): readonly Front[] =>
  Array.from({ length: between(random, 3, 8) }, () => {
    const from = between(random, 0, partMs - 6 * minute)
    return { what: pick(random, fronts), from, to: from + between(random, 5000, 4 * minute) }
  })

interface Chosen {
  readonly ending?: StormPlan['ending'] | undefined
  /** How many automatic mails to include, if the event takes place. */
  readonly mailsByThemselves?: number
}

/** The plan of a storm: the same for the same seed and number of registrations, apart from what is chosen. */
export const planOf = (seed: number, registrations: number, chosen: Chosen = {}): StormPlan => {
  const random = randomFor(seed, 'plan')
  const ends = random() < 0.5 ? 'cancelled' : 'held'
  const people = randomFor(seed, 'people')
  const arrivalMs = between(random, 30_000, 4 * minute)
  const first = between(random, 20_000, 6 * minute)
  const second = first + between(random, 500, 4 * minute)
  const isFull = random() < 0.5
  return {
    seed,
    ending: chosen.ending ?? ends,
    event: {
      capacity: isFull ? Math.ceil(registrations * 0.9) : registrations + 10,
      waitingList: pick(random, ['confirm', 'offer']),
      offerHours: 1,
      reminders: pick(random, [['P1D', 'PT1H'], ['P1D'], ['PT1H']]),
      surveyReminder: pick(random, ['P3D', never]),
    },
    rate: pick(random, [14, 30, 60, 150]),
    people: Array.from({ length: registrations }, (_, index) => personOf(people, index + 1, arrivalMs)),
    moves: [first, second],
    cancelledAt: second + between(random, 500, 8 * minute),
    linkChangesAt: random() < 0.4 ? between(random, 0, 4 * minute) : undefined,
    fronts: Array.from({ length: 1 + (chosen.mailsByThemselves ?? mailsByThemselves) }, (_, part) =>
      frontsOf(randomFor(seed, `weather ${part}`)),
    ),
  }
}

/** The same plan in weather in which a broken sender is bound to fail. */
export const inWorstWeather = (plan: StormPlan): StormPlan => {
  const worst = (['lost-answers', 'late-events', 'crashes', 'twice'] as const).map((what): Front => ({ what, from: 0, to: partMs }))
  return { ...plan, linkChangesAt: undefined, fronts: plan.fronts.map(() => worst) }
}
