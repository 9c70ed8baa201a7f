import { fork } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import { answerStepMs } from '../../../infra/schedules.ts'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import type { RegistrationInput } from '../../../shared/domain/registration/registration.ts'
import { paths } from '../../../shared/site/paths.ts'
import { registrationId, registrationToken } from '../../../shared/tokens/registration-tokens.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import type { Stores } from '../../store/local-store.ts'
import { bundlePath } from '../bundles.ts'
import { httpEvent } from '../http-event.ts'
import { newPerson } from '../people.ts'
import { publish } from '../registration/publish.ts'
import { registrationEvent } from '../registration-event.ts'
import { type Stage, setStage } from '../stage.ts'
import { median } from '../statistics.ts'
import type { Plan } from './answer-by-turns.ts'
import { type Answers, toldApart } from './told-apart.ts'

/** How well the time of a single answer tells whether an address is known. */
export interface Neutrality {
  readonly name: string
  /** Whether it is the service as it is, rather than the same without its protection. */
  readonly isOurs: boolean
  /** The share of right guesses; a half is chance. */
  readonly right: number
  /** Median times in milliseconds. */
  readonly known: number
  readonly unknown: number
}

const [rounds, warmUp] = [500, 50]
const all = rounds + warmUp
const registeredAtATime = 8

// Each request from a network of its own, as strangers seldom share one.
const somewhere = (): string => `198.51.${randomInt(256)}.${randomInt(256)}`

const post = (path: string, parameters: Readonly<Record<string, string>>, routeKey: string, body: object) => ({
  ...httpEvent({ routeKey, path, pathParameters: parameters, sourceIp: somewhere() }),
  headers: { ...httpEvent({ routeKey, path }).headers, 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const linksAsked = ({ email }: RegistrationInput) =>
  httpEvent({ routeKey: `POST ${paths.myLinks.pattern}`, path: paths.myLinks.pattern, form: { email }, sourceIp: somewhere() })

const handedOver = (token: string, { name, email }: RegistrationInput) =>
  post(paths.apiRegistrationHandOver.to({ token }), { token }, `POST ${paths.apiRegistrationHandOver.pattern}`, {
    name,
    email,
    consent: true,
  })

const addressAsked = (token: string, { email }: RegistrationInput) =>
  post(paths.apiRegistrationAddress.to({ token }), { token }, `POST ${paths.apiRegistrationAddress.pattern}`, { email })

const registerAll = async (stores: Stores, slug: string, count: number): Promise<readonly RegistrationInput[]> => {
  const people = Array.from({ length: count }, newPerson)
  const register = createRegistering(stores)
  const asked = { now: new Date().toISOString(), language: 'en', requestKey: undefined } as const
  for (let from = 0; from < count; from += registeredAtATime)
    await Promise.all(people.slice(from, from + registeredAtATime).map((person) => register(slug, person, asked)))
  return people
}

type Pool = readonly RegistrationInput[]

const inPools = async (stores: Stores, slug: string, count: number): Promise<readonly Pool[]> => {
  const people = await registerAll(stores, slug, count * all)
  return Array.from({ length: count }, (_, index) => people.slice(index * all, (index + 1) * all))
}

const unprotected = '1'

/** What is asked about known and unknown addresses, with as many requests each; the second name of a pair is the unknown one. */
const subjectsOn = async ({ stores }: Stage): Promise<Plan['subjects']> => {
  const slug = await publish(stores)
  // Different people for each, since a mailbox that is asked about often is counted in the table.
  const [first = [], second = [], third = [], fourth = [], fifth = [], sixth = []] = await inPools(stores, slug, 6)
  const askers = [first, second, third, fourth]
  const givers = await inPools(stores, slug, 4)
  const key = await stores.keys.links()
  const tokenOf = (person: RegistrationInput | undefined): string =>
    registrationToken(key, { id: registrationId(key, slug, emailKey(person?.email ?? '')), round: 1 })
  const pair = (
    name: string,
    stepMs: string,
    known: Pool,
    ask: (to: RegistrationInput, index: number, isKnown: boolean) => unknown,
  ): Plan['subjects'] => [
    { name: `${name}: known`, stepMs, events: known.map((person, index) => ask(person, index, true)) },
    { name: `${name}: unknown`, stepMs, events: known.map((_, index) => ask(newPerson(), index, false)) },
  ]
  return [`${answerStepMs}`, unprotected].flatMap((stepMs, variant) => {
    const how = stepMs === unprotected ? 'without steps' : 'ours'
    const own = (pools: readonly Pool[], index: number, isKnown: boolean): string => tokenOf(pools[2 * variant + Number(isKnown)]?.[index])
    const others = variant === 0 ? fifth : sixth
    return [
      ...pair(`registering, ${how}`, stepMs, variant === 0 ? first : second, (person) => registrationEvent(slug, person)),
      ...pair(`handing over, ${how}`, stepMs, others, (person, index, isKnown) => handedOver(own(givers, index, isKnown), person)),
      ...pair(`changing the address, ${how}`, stepMs, others, (person, index, isKnown) =>
        addressAsked(own(askers, index, isKnown), person),
      ),
      ...(stepMs === unprotected ? [] : pair(`asking for links, ${how}`, stepMs, third, linksAsked)),
    ]
  })
}

const timesSchema = z.record(z.string(), z.array(z.number()))

/**
 * Plays an attacker who measures answers beside the function, without a network in between: single requests about known and unknown
 * addresses, in random order, next to the same function without its protection.
 */
export const measureNeutrality = async (bundles: string): Promise<readonly Neutrality[]> => {
  const stage = await setStage(bundles, 1)
  try {
    const plan: Plan = { bundle: bundlePath(bundles, 'attendee'), subjects: await subjectsOn(stage) }
    const child = fork(join(import.meta.dirname, 'answer-by-turns.ts'), {
      env: { ...stage.environmentOf('attendee') },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const answered = await new Promise<unknown>((resolve, reject) => {
      child.once('message', resolve)
      child.once('exit', (code) => reject(new Error(`the process that answers ended with ${code}`)))
      child.send(plan)
    })
    const times = new Map(Object.entries(timesSchema.parse(answered)).map(([name, each]) => [name, each.slice(warmUp)]))
    return plan.subjects.flatMap(({ name, stepMs }) => {
      if (!name.endsWith(': known')) return []
      const what = name.slice(0, -': known'.length)
      const answers: Answers = { known: times.get(name) ?? [], unknown: times.get(`${what}: unknown`) ?? [] }
      return [
        {
          name: what,
          isOurs: stepMs !== unprotected,
          right: toldApart(answers),
          known: median(answers.known),
          unknown: median(answers.unknown),
        },
      ]
    })
  } finally {
    await stage.stop()
  }
}
