import { seeded } from '../fault-injector.ts'
import { type Comer, type Meeting, type Met, nameOf, openStage, type Stage } from './meeting.ts'
import { type Situation, situations } from './situations.ts'
import { byKey, readsWhat, type StoreCall } from './store-call.ts'
import { type UseCase, useCases } from './use-cases.ts'

/** Which meetings to hold among those that begin with one use case in one situation. */
export interface Choice {
  readonly situations?: (situation: Situation) => boolean
  readonly firsts: (useCase: UseCase) => boolean
  readonly seconds: (useCase: UseCase) => boolean
  /** Which use cases join as a third, at the same call or a later one. */
  readonly thirds?: (useCase: UseCase) => boolean
  /** Whether others come before every store call where it can matter, or only before writes. */
  readonly at: 'every call' | 'writes'
  /** As many of the pairs as fit into the minutes, in an order that follows from the seed; without it, all of them. */
  readonly sample?: { readonly minutes: number; readonly seed: number }
}

/** How many pairs met, of how many that could, how many meetings that made with those of one and three, and what was wrong after which. */
export interface Outcome {
  readonly pairs: number
  readonly possible: number
  readonly meetings: number
  readonly wrong: readonly string[]
}

// The more is in the tables, the longer it takes to scan them.
const meetingsAStage = 200
// Half of a meeting is waiting for the store.
const lanes = 4

/**
 * The first's calls, counted from 1, at which another's arrival makes a difference. Before a read of something the other does not
 * write, it is the same as after that read; and if the other finds nothing to write, it finds the same until the first has written.
 */
const callsAt = (calls: readonly StoreCall[], from: number, other: readonly StoreCall[], at: Choice['at']): readonly number[] => {
  const firstWrite = calls.findIndex(({ writes }) => writes)
  const comesIn = other.some(({ writes }) => writes)
  return calls.flatMap((call, index) => {
    // Once the first has written, the other may write more than it does alone.
    const reads = (): boolean => readsWhat(call, other, firstWrite >= 0 && index > firstWrite ? 'kind' : 'partition')
    const matters = call.writes || (at === 'every call' && reads())
    return index + 1 >= from && matters && (comesIn || (firstWrite >= 0 && index > firstWrite)) ? [index + 1] : []
  })
}

/** Opens one stage at a time, and a new one after so many meetings. */
const createStages = () => {
  let last: Promise<unknown> = Promise.resolve()
  const open = (): Promise<Stage> => {
    const opening = last.then(openStage)
    last = opening
    return opening
  }
  return async (stage: Stage | undefined, held: number): Promise<Stage> => {
    if (stage !== undefined && held < meetingsAStage) return stage
    await stage?.close()
    return open()
  }
}

type Hold = (meeting: Meeting) => Promise<Met | undefined>

/** Holds meetings on its own stages; undefined if a situation lacks a person for one of the use cases. */
const createLane = (stageFor: ReturnType<typeof createStages>) => {
  let stage: Stage | undefined
  let held = 0
  return {
    hold: async (meeting: Meeting): Promise<Met | undefined> => {
      const current = await stageFor(stage, held)
      held = current === stage ? held + 1 : 1
      stage = current
      const met = await current.meet(meeting)
      return met === 'nobody' ? undefined : met
    },
    close: async (): Promise<void> => stage?.close(),
  }
}

/** Does all of these, a few in parallel, each lane with its own stages. */
const inLanes = async <Item>(items: readonly Item[], act: (item: Item, hold: Hold) => Promise<void>): Promise<void> => {
  const queue = items.values()
  const stageFor = createStages()
  const work = async (): Promise<void> => {
    const lane = createLane(stageFor)
    for (const item of queue) await act(item, lane.hold)
    await lane.close()
  }
  await Promise.all(Array.from({ length: lanes }, work))
}

type Alone = Omit<Meeting, 'comers'>

/** Each use case alone, in every situation: which calls it makes, and that nothing is wrong afterwards. */
const holdAlone = async (choice: Choice, told: (meeting: Meeting, met: Met) => void) => {
  const { firsts, seconds, thirds = () => false } = choice
  const chosen = useCases.filter((useCase) => firsts(useCase) || seconds(useCase) || thirds(useCase))
  const all = situations.filter(choice.situations ?? (() => true)).flatMap((situation) => chosen.map((first) => ({ situation, first })))
  const known = new Map<Situation, Map<UseCase, readonly StoreCall[]>>()
  await inLanes(all, async ({ situation, first }, hold) => {
    const meeting = { situation, first, comers: [] }
    const met = await hold(meeting)
    if (met === undefined) return
    told(meeting, met)
    known.set(situation, (known.get(situation) ?? new Map<UseCase, readonly StoreCall[]>()).set(first, met.calls))
  })
  return known
}

type Known = Awaited<ReturnType<typeof holdAlone>>

/** The chosen use cases that a situation supports, with the calls they make there alone. */
const among = (known: Known, situation: Situation, chosen: Choice['firsts'] = () => false) =>
  [...(known.get(situation) ?? [])].flatMap(([useCase, calls]) => (chosen(useCase) ? [{ useCase, calls }] : []))

/** Every pair that can make a difference, at every call where it can. */
const pairsOf = (known: Known, choice: Choice): readonly (Alone & { readonly comer: Comer })[] =>
  [...known.keys()].flatMap((situation) =>
    among(known, situation, choice.firsts).flatMap(({ useCase: first, calls }) =>
      among(known, situation, choice.seconds).flatMap((second) =>
        callsAt(first.readsAgain === true ? calls.map(byKey) : calls, 1, second.calls, choice.at).map((at) => ({
          situation,
          first,
          comer: { at, useCase: second.useCase },
        })),
      ),
    ),
  )

/** The pairs in an order of chance. */
const shuffled = <Pair>(pairs: readonly Pair[], seed: number): readonly Pair[] => {
  const random = seeded(seed)
  return pairs
    .map((pair) => ({ pair, rank: random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ pair }) => pair)
}

/** Holds the chosen meetings, each with its own event. */
export const holdMeetings = async (choice: Choice): Promise<Outcome> => {
  const { sample } = choice
  const wrong: string[] = []
  let meetings = 0
  let met = 0
  const told = (meeting: Meeting, met: Met): void => {
    meetings++
    wrong.push(...met.wrong.map((what) => `${nameOf(meeting)}: ${what}`))
  }
  const known = await holdAlone(choice, told)
  const until = sample === undefined ? Number.POSITIVE_INFINITY : performance.now() + sample.minutes * 60_000
  const meet = async (meeting: Meeting, hold: Hold): Promise<readonly StoreCall[]> => {
    const met = await hold(meeting)
    if (met !== undefined) told(meeting, met)
    return met?.calls ?? []
  }
  const possible = pairsOf(known, choice)
  const pairs = sample === undefined ? possible : shuffled(possible, sample.seed)
  await inLanes(pairs, async ({ situation, first, comer }, hold) => {
    if (performance.now() > until) return
    met++
    const calls = await meet({ situation, first, comers: [comer] }, hold)
    for (const third of among(known, situation, choice.thirds))
      for (const at of callsAt(calls, comer.at, third.calls, choice.at))
        await meet({ situation, first, comers: [comer, { at, useCase: third.useCase }] }, hold)
  })
  return { pairs: met, possible: possible.length, meetings, wrong }
}
