import * as z from 'zod'
import { environment as assets } from '../functions/assets/environment.ts'
import { environment as attendee } from '../functions/attendee/environment.ts'
import { environment as clock } from '../functions/clock/environment.ts'
import { environment as erasure } from '../functions/erasure/environment.ts'
import { environment as fanOut } from '../functions/fan-out/environment.ts'
import { environment as feeds } from '../functions/feeds/environment.ts'
import { environment as mail } from '../functions/mail/environment.ts'
import { environment as mailEvents } from '../functions/mail-events/environment.ts'
import { environment as myData } from '../functions/my-data/environment.ts'
import { environment as organiser } from '../functions/organiser/environment.ts'
import { environment as partners } from '../functions/partners/environment.ts'
import { environment as pictures } from '../functions/pictures/environment.ts'
import { environment as proposals } from '../functions/proposals/environment.ts'
import { environment as prove } from '../functions/prove/environment.ts'
import { environment as replies } from '../functions/replies/environment.ts'
import { environment as seats } from '../functions/seats/environment.ts'
import { environment as signIn } from '../functions/sign-in/environment.ts'
import { environment as speakers } from '../functions/speakers/environment.ts'
import { environment as steering } from '../functions/steering/environment.ts'
import { environment as summaries } from '../functions/summaries/environment.ts'
import { environment as uploads } from '../functions/uploads/environment.ts'
import { environmentParts } from '../shared/runtime/environment.ts'

/** Every Lambda function by its folder name, with the schema of its environment. */
export const environments = {
  attendee,
  organiser,
  steering,
  proposals,
  speakers,
  'sign-in': signIn,
  assets,
  feeds,
  pictures,
  'my-data': myData,
  mail,
  'mail-events': mailEvents,
  'fan-out': fanOut,
  summaries,
  clock,
  seats,
  prove,
  erasure,
  partners,
  replies,
  uploads,
} as const satisfies Record<string, z.core.$ZodShape>

export type FunctionName = keyof typeof environments

const isFunctionName = (name: string): name is FunctionName => name in environments
export const functionNames: readonly FunctionName[] = Object.keys(environments).filter(isFunctionName)

type KeyOfEach<Shape> = Shape extends unknown ? keyof Shape : never

/** A variable that any function reads. */
export type Variable = KeyOfEach<(typeof environments)[FunctionName]>

/** The variable of a part of the environment. */
export const variableOf = (part: Exclude<keyof typeof environmentParts, 'issuer'>): string =>
  z.string().parse(Object.keys(environmentParts[part])[0])
