import { environment as assets } from '../functions/assets/environment.ts'
import { environment as attendee } from '../functions/attendee/environment.ts'
import { environment as clock } from '../functions/clock/environment.ts'
import { environment as fanOut } from '../functions/fan-out/environment.ts'
import { environment as feeds } from '../functions/feeds/environment.ts'
import { environment as mail } from '../functions/mail/environment.ts'
import { environment as mailEvents } from '../functions/mail-events/environment.ts'
import { environment as organiser } from '../functions/organiser/environment.ts'
import { environment as prove } from '../functions/prove/environment.ts'
import { environment as replies } from '../functions/replies/environment.ts'
import { environment as seats } from '../functions/seats/environment.ts'
import { environment as signIn } from '../functions/sign-in/environment.ts'
import { environment as steering } from '../functions/steering/environment.ts'
import { environment as summaries } from '../functions/summaries/environment.ts'

/** Every Lambda function by the name of its folder, with the names of the variables that it reads. */
export const environments = {
  attendee,
  organiser,
  steering,
  'sign-in': signIn,
  assets,
  feeds,
  mail,
  'mail-events': mailEvents,
  'fan-out': fanOut,
  summaries,
  clock,
  seats,
  prove,
  replies,
} as const

export type FunctionName = keyof typeof environments

export const functionNames: readonly FunctionName[] = [
  'attendee',
  'organiser',
  'steering',
  'sign-in',
  'assets',
  'feeds',
  'mail',
  'mail-events',
  'fan-out',
  'summaries',
  'clock',
  'seats',
  'prove',
  'replies',
]
