import { createMailer, type Sender } from '../../../shared/mail/send.ts'
import type { Database } from '../../../shared/store/dynamodb/database.ts'
import type { LocalStores, Stores } from '../../store/local-store.ts'
import { Crash, injectFaults } from '../fault-injector.ts'
import type { Variant } from './broken-senders.ts'
import { createService, type Service } from './service.ts'
import type { SimulatedTime } from './simulated-time.ts'
import { createStaleIndexes } from './stale-index.ts'
import type { Weather } from './weather.ts'

/** Each function's timeout in milliseconds, as in the stack. */
const timeouts = {
  attendee: 10_000,
  organiser: 10_000,
  'fan-out': 300_000,
  mail: 120_000,
  'mail-events': 30_000,
  summaries: 60_000,
  seats: 60_000,
  clock: 50_000,
} as const
export type ProcessName = keyof typeof timeouts

/** A function's environment: it handles one invocation at a time, keeps its memory between them, and can die at any call. */
interface Process {
  readonly service: Service
  readonly death: Promise<never>
  readonly die: () => void
  readonly isDead: () => boolean
}

interface Surroundings {
  readonly stores: LocalStores
  readonly time: SimulatedTime
  readonly weather: Weather
  readonly random: () => number
  /** Called with what has just been written. */
  readonly wrote: (written: object) => void
  readonly variant: Variant
}

// What a dead process waits for never comes.
const never = (): Promise<never> => new Promise(() => undefined)

// The mailer's timeout; a lost connection is not always noticed.
const mailerPatienceMs = 10_000

const isWrite = (command: string | undefined): boolean => command !== undefined && !/^(Get|BatchGet|Query|Scan)/.test(command)

export const createProcesses = ({ stores, time, weather, random, wrote, variant }: Surroundings) => {
  const idle = new Map<ProcessName, Process[]>()
  /** Ids of the messages that a process had claimed when it died. */
  const diedWith = new Set<string>()
  const indexes = createStaleIndexes(time.now, weather)
  let deaths = 0

  /** The path from the SDK to DynamoDB: it takes time, and dead processes do not get through. */
  const connect = (database: Database, isDead: () => boolean, die: () => void): void => {
    database.middlewareStack.add(
      (next) => async (args) => {
        if (isDead()) return never()
        const [ended] = await Promise.allSettled([next(args)])
        if (ended.status === 'rejected' && ended.reason instanceof Crash) die()
        if (isDead()) return never()
        if (ended.status === 'rejected') throw ended.reason
        return ended.value
      },
      { step: 'initialize', priority: 'high', name: 'mortality' },
    )
    injectFaults(database, weather.database, random)
    database.middlewareStack.add(
      (next, context) => async (args) => {
        await time.sleep(weather.latency())
        const answer = await time.during(() => next(args))
        if (isWrite(context.commandName)) {
          indexes.wrote(args.input)
          wrote(args.input)
        } else indexes.answer(args.input, answer.output)
        await time.sleep(weather.latency())
        return answer
      },
      { step: 'finalizeRequest', priority: 'low', name: 'distance' },
    )
  }

  /** The path to SES. Mails arrive within the time that the pace allows for; answers may take longer, or never come. */
  const mailerOf = (isDead: () => boolean, die: () => void): Sender => {
    const mailer = createMailer('plenary', mailerPatienceMs)
    const live = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
      if (isDead()) return never()
      await time.sleep(random() * 5)
      const answer = await time.during(ask)
      await time.sleep(weather.latency())
      if (random() < weather.database().crash) die()
      return isDead() ? never() : answer
    }
    return {
      rate: () => live(mailer.rate),
      sendRaw: async (mail) => {
        const sending = await live(() => mailer.sendRaw(mail))
        if (sending.outcome === 'unknown' && random() < 0.5) await time.sleep(mailerPatienceMs)
        return isDead() ? never() : sending
      },
    }
  }

  const start = (): Process => {
    const own: Stores = stores.another()
    let dead = false
    let end: (fault: Crash) => void = () => undefined
    const death = new Promise<never>((_, reject) => {
      end = reject
    })
    death.catch(() => undefined)
    const isDead = (): boolean => dead
    const held = new Set<string>()
    const die = (): void => {
      if (dead) return
      dead = true
      deaths++
      for (const id of held) diedWith.add(id)
      end(new Crash('the process died'))
    }
    connect(own.database, isDead, die)
    return { service: createService(own, mailerOf(isDead, die), held, variant), death, die, isDead }
  }

  /** Calls a function as Lambda does: in a free environment or a new one, and only until its timeout. */
  const invoke = async <Answer>(
    name: ProcessName,
    work: (service: Service, timeLeftMs: () => number) => Promise<Answer>,
  ): Promise<Answer> => {
    const free = idle.get(name) ?? []
    idle.set(name, free)
    const warm = free.pop()
    const process = warm === undefined || warm.isDead() ? start() : warm
    const end = time.now() + timeouts[name]
    const timeout = setTimeout(process.die, timeouts[name])
    try {
      return await Promise.race([work(process.service, () => end - time.now()), process.death])
    } finally {
      clearTimeout(timeout)
      if (!process.isDead()) free.push(process)
    }
  }

  return { invoke, diedWith, deaths: (): number => deaths }
}
export type Processes = ReturnType<typeof createProcesses>
