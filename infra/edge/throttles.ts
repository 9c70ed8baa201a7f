import type { routes } from '../../functions/attendee/routes.ts'
import type { routes as myData } from '../../functions/my-data/routes.ts'
import type { routes as proposals } from '../../functions/proposals/routes.ts'
import type { routes as speakers } from '../../functions/speakers/routes.ts'
import type { Route } from '../../shared/site/route.ts'

/** How many requests a route takes, from everybody together: per second on average, and in a burst. */
export interface Throttle {
  readonly rateLimit: number
  readonly burstLimit: number
}

/** All routes without a throttle of their own, together and each. */
export const usualThrottle: Throttle = { rateLimit: 500, burstLimit: 1000 }

// One client is held back by the firewall and by fair shares. These protect what is behind: they are far above what a popular
// event needs, so that nobody can close a form to others with a few hundred requests.
/** Sends mails to addresses that anybody enters. */
const asked: Throttle = { rateLimit: 20, burstLimit: 40 }
/** Sends up to ten mails at once. */
const group: Throttle = { rateLimit: 20, burstLimit: 40 }
/** Sends one mail, to somebody with a link of their own. */
const linked: Throttle = { rateLimit: 50, burstLimit: 100 }
/** When registration for a popular event opens, everybody comes at once. */
const rush: Throttle = { rateLimit: 200, burstLimit: 400 }

/** Costs a log line each; a wrong policy after a deployment would be reported by every browser. */
const reports: Throttle = { rateLimit: 10, burstLimit: 20 }

type Changing = Extract<
  | (typeof routes)[number]
  | (typeof myData)[number]
  | (typeof speakers)[number]
  | Extract<(typeof proposals)[number], { readonly access: 'public' }>,
  { readonly method: 'POST' | 'PATCH' | 'DELETE' }
>
type NameOf<R> = R extends { readonly page: infer Page } ? Page : R extends { readonly operation: infer Operation } ? Operation : never

/** What strangers can do to the service, page by page and operation by operation; a new one needs a decision. */
const throttles: Readonly<Record<NameOf<Changing> & string, Throttle | 'usual'>> = {
  register: rush,
  registerGroup: group,
  // One person, for up to sixty dates.
  registerForSeries: group,
  joinSeries: group,
  askPersonalLink: asked,
  sendPersonalLink: asked,
  sendMyLinks: asked,
  sendMyData: asked,
  erase: linked,
  handOver: linked,
  askAddressChange: asked,
  stopAddressChange: linked,
  confirmAddressChange: linked,
  changeRegistration: linked,
  cancelRegistration: linked,
  keepPlace: linked,
  acceptOffer: linked,
  confirmSpeaking: linked,
  declineSpeaking: linked,
  // Asks members for votes, of whom a group may have ten open at once.
  createGroupProposal: linked,
  proposeByLink: linked,
  cspReports: reports,
  // These send nothing.
  removeFile: 'usual',
  giveFeedback: 'usual',
  respond: 'usual',
  unsubscribe: 'usual',
  renewPersonalCalendar: 'usual',
  chooseLanguage: 'usual',
}
const byName = new Map<string, Throttle | 'usual'>(Object.entries(throttles))

/** The throttle of a route of its own, which the gateway then needs too. */
export const throttleOf = (route: Route): Throttle | undefined => {
  if (route.method === 'GET' || route.access !== 'public') return undefined
  const found = byName.get('page' in route ? route.page : route.operation)
  return found === 'usual' ? undefined : found
}
