import type { StaffRole } from '../../../shared/domain/who-may.ts'

/** A person who can sign in locally. */
export interface DemoAccount {
  readonly subject: string
  readonly name: string
  readonly email: string
  readonly roles: readonly StaffRole[]
}

/** A program that can get a token locally, by its id and `demoPassword`. */
export interface DemoMachine {
  readonly clientId: string
  readonly roles: readonly StaffRole[]
}

/** Where the local issuer is, on the site's own address. */
export const issuerUrl = (siteUrl: string): string => `${siteUrl}/issuer`

// For the loopback interface of one machine only; the stack knows neither accounts nor passwords.
export const demoPassword = 'local'

export const demoOrganiser: DemoAccount = {
  subject: 'demo-organiser',
  name: 'Demo organiser',
  email: 'organiser@iprocurenet.example',
  roles: ['organiser'],
}
const demoSteering: DemoAccount = {
  subject: 'demo-steering',
  name: 'Demo steering group',
  email: 'steering@iprocurenet.example',
  roles: ['steering'],
}

export const demoAccounts: readonly DemoAccount[] = [demoOrganiser, demoSteering]
export const demoMachines: readonly DemoMachine[] = [
  { clientId: 'organiser-machine', roles: ['organiser'] },
  { clientId: 'steering-machine', roles: ['steering'] },
]

/** The site's own public client at the issuer, and what access tokens for the API must name. */
export const siteClient = 'plenary-site'
export const apiAudience = 'plenary'
