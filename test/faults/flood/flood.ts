import * as z from 'zod'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { registrationId } from '../../../shared/tokens/registration-tokens.ts'
import { createAsking } from '../../../shared/use-cases/mail/asking-for-mail.ts'
import { createRating, createTurns } from '../../../shared/use-cases/registration/rating.ts'
import { makePerson, now, publishEvent } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { minute, randomFor } from '../storm/plan.ts'
import { openPostOffice } from '../storm/post-office.ts'
import { createProcesses, type Processes } from '../storm/processes.ts'
import { installTime, type SimulatedTime } from '../storm/simulated-time.ts'
import { openStreams } from '../storm/streams.ts'
import { createWeather } from '../storm/weather.ts'

/**
 * An attack: so many requests within ten seconds, each for another address of another domain, from so many networks. They register, or
 * ask for the links of people who are registered.
 */
export const floodSchema = z.object({
  requests: z.coerce.number().int().min(0),
  networks: z.coerce.number().int().min(1),
  what: z.enum(['register', 'ask']),
})
type Flood = z.infer<typeof floodSchema>

/** Milliseconds until SES has their mail, of everybody who came in that minute. */
interface Suffered {
  /** The confirmations of people who are as unknown as the attacker’s. */
  readonly newcomers: readonly number[]
  /** What people are told who asked for a place before and withdraw now. */
  readonly registered: readonly number[]
}

const people = Array.from({ length: 30 }, (_, index) => index)
const [apartMs, floodFromMs, floodMs] = [2000, 5000, 10_000]
// That of a new account in production.
const sesRate = 14

interface Parts {
  readonly flood: Flood
  readonly time: SimulatedTime
  readonly processes: Processes
  readonly slugs: { readonly asked: string; readonly own: string }
}

const instant = (): string => new Date().toISOString()
const addressOf = {
  attacker: (index: number): string => `attacker${index}@org${index}.example`,
  newcomer: (index: number): string => `newcomer${index}@ministry${index}.example`,
  registered: (index: number): string => `registered${index}@authority${index}.example`,
}
type Who = keyof typeof addressOf

/** Registers somebody, as the pages do. */
const register = ({ processes, slugs }: Parts, email: string, own: string) =>
  processes.invoke('attendee', async ({ stores, register: one }) => {
    const asked = { now: instant(), language: 'en', requestKey: undefined } as const
    const wide = `${own}/24`
    await createRating(stores)({ ...asked, networks: { own, wide }, emails: [email], slug: slugs.own })
    return one(slugs.own, makePerson(1, { email }), { ...asked, network: own, wideNetwork: wide })
  })

const ask = ({ processes }: Parts, email: string, own: string) =>
  processes.invoke('attendee', async ({ stores }) => {
    const asked = { now: instant(), language: 'en', networks: { own, wide: `${own}/24` } } as const
    await createRating(stores)({ ...asked, emails: [email] })
    await createAsking(stores, createTurns(stores))({ asks: 'my-links', email }, asked)
  })

const attack = async (parts: Parts): Promise<void> => {
  const { requests, networks, what } = parts.flood
  const one = async (index: number): Promise<void> => {
    await parts.time.sleep(floodFromMs + (floodMs * index) / requests)
    const from = [addressOf.attacker(index), `network-${index % networks}`] as const
    await (what === 'ask' ? ask(parts, ...from) : register(parts, ...from))
  }
  await Promise.all(Array.from({ length: requests }, (_, index) => one(index)))
}

const cancel = ({ processes, slugs }: Parts, email: string) =>
  processes.invoke('attendee', async ({ stores: { keys, registrations }, cancel: one }) => {
    const found = await registrations.get(registrationId(await keys.links(), slugs.asked, emailKey(email)))
    if (found !== undefined) await one(found, instant())
  })

/** People register from networks of their own, or cancel; returns when each was answered. */
const live = async (parts: Parts): Promise<Readonly<Record<'newcomers' | 'registered', readonly number[]>>> => {
  const each = (from: number, act: (index: number) => Promise<unknown>): Promise<number[]> =>
    Promise.all(
      people.map(async (index) => {
        await parts.time.sleep(from + index * apartMs)
        await act(index)
        return parts.time.now()
      }),
    )
  const [newcomers, registered] = await Promise.all([
    each(0, (index) => register(parts, addressOf.newcomer(index), `home-${index}`)),
    each(apartMs / 2, (index) => cancel(parts, addressOf.registered(index))),
  ])
  return { newcomers, registered }
}

/** The people who asked for a place before, without any mails: the attacker asks for the links of some. */
const prepare = async (stores: LocalStores, slug: string, { what, requests }: Flood): Promise<void> => {
  const before = [
    ...people.map(addressOf.registered),
    ...(what === 'ask' ? Array.from({ length: requests }, (_, index) => addressOf.attacker(index)) : []),
  ]
  const { keys, registrations } = stores
  for (const email of before) {
    const { consent: _, ...said } = makePerson(1, { email })
    const id = registrationId(await keys.links(), slug, emailKey(email))
    const times = { registeredAt: now, consentedAt: now, language: 'en' as const, revision: 0, sequence: 0, round: 1 }
    await registrations.put({
      ...said,
      ...times,
      id,
      slug,
      groups: [],
      seats: {},
      status: 'pending',
      approveBy: '2022-05-01T09:00:00.000Z',
    })
  }
}

/** Lives through an attack in simulated time, with streams and a rate of SES as in production. */
export const runFlood = async (flood: Flood): Promise<Suffered> => {
  logger.setLogLevel('SILENT')
  const stores = await startStores()
  const post = await openPostOffice(sesRate)
  process.env['AWS_ENDPOINT_URL_SES'] = post.endpoint
  const random = (use: string): (() => number) => randomFor(1, use)
  const slugs = {
    asked: (await publishEvent(stores, { audience: 'approval' })).slug,
    own: (await publishEvent(stores, { capacity: 2000 })).slug,
  }
  await prepare(stores, slugs.asked, flood)

  const suffer = async (time: SimulatedTime): Promise<Suffered> => {
    const weather = createWeather(time.now, random('weather'))
    const processes = createProcesses({
      stores,
      time,
      weather,
      random: random('processes'),
      wrote: (written) => streams.wrote(written),
      variant: 'sound',
    })
    const streams = openStreams({ stores, time, weather, processes, random: random('streams') })
    post.open({ time, weather, processes, random: random('post') })
    const parts = { flood, time, processes, slugs }
    const [came] = await Promise.all([live(parts), attack(parts)])
    const sentAt = (who: Who, index: number): number | undefined =>
      post.log.asked.find(({ address }) => address === addressOf[who](index))?.at
    const isOwed = (): boolean =>
      people.some((index) => sentAt('newcomer', index) === undefined || sentAt('registered', index) === undefined)
    for (let minutes = 0; minutes < 30 && isOwed(); minutes++) {
      await processes.invoke('clock', (service) => service.clock())
      await time.sleep(minute)
    }
    streams.close()
    const delays = (who: Who, from: readonly number[]): number[] =>
      from.map((at, index) => Math.round((sentAt(who, index) ?? Number.POSITIVE_INFINITY) - at))
    return { newcomers: delays('newcomer', came.newcomers), registered: delays('registered', came.registered) }
  }

  try {
    const { time, uninstall } = installTime(Date.parse(now))
    return await time.run(suffer(time)).finally(uninstall)
  } finally {
    await post.stop()
    await stores.stop()
  }
}
