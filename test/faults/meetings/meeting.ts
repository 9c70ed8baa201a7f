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

/** Somebody who comes in between: at which store call of the first, counted from 1. */
export interface Comer {
  readonly at: number
  readonly useCase: UseCase
}

/** A use case, and others that run whole at one of its store calls. */
export interface Meeting {
  readonly situation: Situation
  readonly first: UseCase
  readonly comers: readonly Comer[]
}

export const nameOf = ({ situation, first, comers }: Meeting): string =>
  `${[...comers.map(({ useCase, at }) => `${useCase.name} at call ${at} of`), first.name].join(' ')}; ${situation.name}`

/** How a meeting ended: what is wrong afterwards, and which store calls the first made. */
export interface Met {
  readonly wrong: readonly string[]
  readonly calls: readonly StoreCall[]
}

type BeforeCall = (count: number, command: string, input: unknown) => Promise<void>

/** Lets something happen before each store call of whoever acts by this client, counted from 1 for each deed. */
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

/** Counters that do not know the event at once, before anything puts that right. */
const untold = async ({ stores, slug }: World): Promise<readonly string[]> => {
  const read = await stores.events.getWithSeats(slug)
  return read === undefined ? ['the event is gone'] : unaware(read.event, read.seats).map(({ text }) => text)
}

/** Lets everything settle, then somebody come; what is wrong with the event by then. */
const lookAfterwards = async (world: World, bounds: Bounds): Promise<readonly string[]> => {
  const rest = await settle(world, 0, 'streams and clock')
  const untrue = await newcomer(world)
  await settle(world, rest, 'streams')
  return [...untrue, ...(await aftermath(world, bounds))]
}

/** Makes a situation and keeps it: the ledger knows it, and nobody else has heard of it yet. */
const keepSituation = async (stores: LocalStores, streams: Streams, { make }: Situation): Promise<Snapshot> => {
  const slug = await make(stores)
  await tellLedger(stores, await streams.programme.about(slug))
  return snapshot(stores, slug)
}

/**
 * Tables of their own, into which situations are laid down as often as they are needed, with two clients: one of who is
 * interrupted, one of all others.
 */
export const openStage = async () => {
  const base = await startStores()
  const [first, others] = [base.another(), base.another()]
  // The clients ask the environment for their endpoint when they are first used; by then another stage may have been opened.
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

  /** Lets the first begin, the comers come, and everything settle; then looks at what became of it. */
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
