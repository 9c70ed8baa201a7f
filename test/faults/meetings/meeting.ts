import { unaware } from '../../../shared/domain/seats/ledger.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import type { Database } from '../../../shared/store/dynamodb/database.ts'
import { type LocalStores, type Stores, startStores } from '../../store/local-store.ts'
import { aftermath, type Bounds, newcomer } from './aftermath.ts'
import { clearAway, layDown, type Snapshot, snapshot } from './copying.ts'
import { openStreams, type Streams } from './event-streams.ts'
import { settle, tellLedger } from './settling.ts'
import type { Situation } from './situations.ts'
import { type StoreCall, storeCall } from './store-call.ts'
import type { UseCase } from './use-cases.ts'
import { allIds, everybody, type World } from './world.ts'

/** A use case that comes in between: at which store call of the first, counted from 1. */
export interface Comer {
  readonly at: number
  readonly useCase: UseCase
}

/** A use case, and others that run completely at one of its store calls. */
export interface Meeting {
  readonly situation: Situation
  readonly first: UseCase
  readonly comers: readonly Comer[]
}

export const nameOf = ({ situation, first, comers }: Meeting): string =>
  `${[...comers.map(({ useCase, at }) => `${useCase.name} at call ${at} of`), first.name].join(' ')}; ${situation.name}`

/** The result of a meeting: what is wrong afterwards, and which store calls the first made. */
export interface Met {
  readonly wrong: readonly string[]
  readonly calls: readonly StoreCall[]
}

type BeforeCall = (count: number, command: string, input: unknown) => Promise<void>

/** Lets something happen before each store call made with this client, counted from 1 for each deed. */
const interceptCalls = (database: Database) => {
  let before: BeforeCall | undefined
  let count = 0
  database.middlewareStack.add(
    (next, context) => async (args) => {
      await before?.(++count, String(context.commandName), args.input)
      return next(args)
    },
    { step: 'build', name: 'beforeCall', override: true },
  )
  return async (act: () => Promise<unknown>, beforeCall: BeforeCall): Promise<void> => {
    count = 0
    before = beforeCall
    try {
      await act()
    } finally {
      before = undefined
    }
  }
}

const reasonOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault))

/** Counters with outdated knowledge of the event, before anything corrects that. */
const untold = async ({ stores, slug }: World): Promise<readonly string[]> => {
  const read = await stores.events.getWithSeats(slug)
  return read === undefined ? ['the event is gone'] : unaware(read.event, read.seats).map(({ text }) => text)
}

/** Lets everything settle, then somebody register; returns what is wrong with the event. */
const lookAfterwards = async (world: World, bounds: Bounds): Promise<readonly string[]> => {
  const rest = await settle(world, 0, 'streams and clock')
  const untrue = await newcomer(world)
  await settle(world, rest, 'streams')
  return [...untrue, ...(await aftermath(world, bounds))]
}

/** Creates a situation and saves it: only the ledger knows it, no other stream reader. */
const keepSituation = async (stores: LocalStores, streams: Streams, { make }: Situation): Promise<Snapshot> => {
  const slug = await make(stores)
  await tellLedger(stores, await streams.programme.about(slug))
  return snapshot(stores, slug)
}

/**
 * Separate tables, in which situations are restored as often as needed, with two clients: one for the use case that is
 * interrupted, one for all others.
 */
export const openStage = async () => {
  const base = await startStores()
  const [first, others] = [base.another(), base.another()]
  // Clients look up their endpoint on first use, by which time another stage may have been opened.
  const [key] = await Promise.all([base, first, others].map(({ keys }) => keys.links()))
  if (key === undefined) throw new Error('no key')
  const streams = openStreams(base)
  const intercepted = interceptCalls(first.database)
  const kept = new Map<Situation, Promise<Snapshot>>()
  let copies = 0

  const lay = async (situation: Situation): Promise<string> => {
    const known = kept.get(situation) ?? keepSituation(base, streams, situation)
    kept.set(situation, known)
    const slug = `meeting-${++copies}`
    await layDown(base, key, await known, slug)
    return slug
  }

  /** Starts the first, lets the comers in and everything settle; then checks the result. */
  const meet = async (meeting: Meeting): Promise<Met | 'nobody'> => {
    const { situation, comers } = meeting
    const slug = await lay(situation)
    const people = await everybody({ stores: others, slug })
    const { at: now, list = false, survey = false } = situation
    const places = [meeting.first, ...comers.map(({ useCase }) => useCase)].reduce((sum, { adds = 0 }) => sum + adds, situation.places)
    const world = (stores: Stores): World => ({ stores, slug, now, list, survey, people, streams })
    const act = meeting.first.in(world(first))
    const acts = comers.flatMap(({ useCase }) => useCase.in(world(others)) ?? [])
    if (act === undefined || acts.length < comers.length) return 'nobody'
    const wrong: string[] = []
    const calls: StoreCall[] = []
    let listed = 0
    const names = [[slug, 'event'] as const, ...allIds(key, slug).map((id, index) => [id, `person ${index + 1}`] as const)]
    const nameIn = (partition: string): string => names.reduce((name, [own, common]) => name.replace(own, common), partition)
    const beforeCall: BeforeCall = async (count, command, input) => {
      calls.push(storeCall(command, input, nameIn))
      for (const [index, { at, useCase }] of comers.entries()) {
        if (at !== count) continue
        await acts[index]?.().catch((fault: unknown) => wrong.push(`${useCase.name} failed: ${reasonOf(fault)}`))
        if (list) listed = await others.lists.count(lists.invited(slug))
      }
    }
    await intercepted(act, beforeCall).catch((fault: unknown) => wrong.push(`${meeting.first.name} failed: ${reasonOf(fault)}`))
    wrong.push(...(await untold(world(others))))
    wrong.push(...(await lookAfterwards(world(others), { places, listed }).catch((fault: unknown) => [reasonOf(fault)])))
    await clearAway(others, key, slug)
    return { wrong, calls }
  }

  return {
    meet,
    close: async () => {
      streams.programme.close()
      streams.feedback.close()
      await base.stop()
    },
  }
}
export type Stage = Awaited<ReturnType<typeof openStage>>
