import type { StaffRole } from '../../../shared/domain/who-may.ts'

/** A person who can sign in locally. */
export interface DemoAccount {
  readonly subject: string
  readonly name: string
  readonly email: string
  readonly roles: readonly StaffRole[]
}

/** A machine client that can get a token locally, with its id and `demoPassword`. */
export interface DemoMachine {
  readonly clientId: string
  readonly roles: readonly StaffRole[]
}

/** The local issuer's URL, on the site's own origin. */
export const issuerUrl = (siteUrl: string): string => `${siteUrl}/issuer`

// Only for the loopback interface; the stack contains neither accounts nor passwords.
export const demoPassword = 'local'

export const demoOrganiser: DemoAccount = {
  subject: 'demo-organiser',
  name: 'Demo organiser',
  email: 'organiser@iprocurenet.example',
  roles: ['organiser'],
}
export const demoSteering: DemoAccount = {
  subject: 'demo-steering',
  name: 'Demo steering group',
  email: 'steering@iprocurenet.example',
  roles: ['steering'],
}

export const demoAdministrator: DemoAccount = {
  subject: 'demo-administrator',
  name: 'Demo administrator',
  email: 'administrator@iprocurenet.example',
  roles: ['administrator'],
}
/** Another organiser, to share events with. */
export const demoColleague: DemoAccount = {
  subject: 'demo-colleague',
  name: 'Demo colleague',
  email: 'colleague@iprocurenet.example',
  roles: ['organiser'],
}

export const demoAccounts: readonly DemoAccount[] = [demoOrganiser, demoSteering, demoAdministrator, demoColleague]
export const demoMachines: readonly DemoMachine[] = [
  { clientId: 'organiser-machine', roles: ['organiser'] },
  // Five members: the whole group of the network profile.
  ...['', '-2', '-3', '-4', '-5'].map((ending): DemoMachine => ({ clientId: `steering-machine${ending}`, roles: ['steering'] })),
  { clientId: 'administrator-machine', roles: ['administrator'] },
]

/** The site's public client at the issuer, and the audience of access tokens for the API. */
export const siteClient = 'plenary-site'
export const apiAudience = 'plenary'
