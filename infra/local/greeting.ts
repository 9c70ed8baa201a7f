import { paths } from '../../shared/site/paths.ts'
import { demoAccounts, demoMachines, demoPassword } from './issuer/accounts.ts'
import { galleryPath } from './mails/address.ts'
import type { Plenary } from './plenary.ts'

export interface GreetingOptions {
  readonly plenary: Plenary
  /** Whether this start loaded the demo programme. */
  readonly loaded: boolean
  /** Set if the kept data are from later than the clock. */
  readonly keptUntil: string | undefined
  readonly inMemory: boolean
}

const row = (label: string, value: string): string => `  ${label.padEnd(17)} ${value}`

const who = (roles: readonly string[]): string => roles.join(', ')

/** What a start prints: the addresses, the accounts, and what to try first. */
export const greeting = ({ plenary, loaded, keptUntil, inMemory }: GreetingOptions): string => {
  const { siteUrl, inboxUrl, issuerUrl, clock, logFile } = plenary
  const at = (path: { readonly pattern: string }): string => siteUrl + path.pattern
  return [
    '',
    'Plenary is running.',
    '',
    row('Site', at(paths.home)),
    row('Organiser', at(paths.organiser)),
    row('Steering group', at(paths.steering)),
    row('Inbox', `${inboxUrl}/`),
    row('Mails', `${siteUrl}${galleryPath}  (every kind, with sample data)`),
    row('API description', `${at(paths.api)} (${at(paths.apiDescription)})`),
    row('Issuer', `${issuerUrl}/.well-known/openid-configuration`),
    row('Clock', `${clock.now()}  (GET and PUT ${siteUrl}/local/clock)`),
    row('Log', logFile),
    '',
    `Demo sign-ins, password "${demoPassword}":`,
    ...demoAccounts.map(({ email, roles }) => row(who(roles), email)),
    '',
    `Machine clients, secret "${demoPassword}", grant client_credentials at ${issuerUrl}/token:`,
    ...demoMachines.map(({ clientId, roles }) => row(who(roles), clientId)),
    '',
    'Try first:',
    '  1. Open the site, choose an event and register with any address; the invitation is in the inbox at once.',
    '  2. Sign in as organiser and move the event; the inbox has the update.',
    `  3. Put the clock past the end, answer the survey from the inbox, and read the summary as steering group:`,
    `     curl -NX PUT -H 'accept: application/x-ndjson' -d '{"now":"<instant>"}' ${siteUrl}/local/clock`,
    '',
    ...(loaded ? ['The demo programme was loaded.'] : []),
    ...(keptUntil === undefined
      ? []
      : [`The kept data go on until ${keptUntil}, later than the clock now; "npm run reset" makes a fresh beginning.`]),
    inMemory ? 'Nothing is kept (PLENARY_DATA=memory).' : 'Data are kept; "npm run reset" deletes them.',
    'Ctrl-C stops everything.',
    '',
  ].join('\n')
}
