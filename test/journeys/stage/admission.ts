import type { Plenary } from '../../../infra/local/plenary.ts'
import { paths } from '../../../shared/site/paths.ts'
import { newestMail } from '../people/mailbox.ts'
import type { Person } from '../people/people.ts'
import { event, type Stagehands, wordyPerson } from './stagehands.ts'

const numbered = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${name}${index}@authority.example`)

/** The registration page linked in a person's newest mail. */
const pageByKey = async (plenary: Plenary, { email }: Person): Promise<string> =>
  /\/events\/\S+personalKey=\S+/.exec((await newestMail(plenary, email)).text)?.[0] ?? ''

/** Events for members, for invited people, and by approval. It is 25 April. */
export const admitPeople = async (
  plenary: Plenary,
  { publish, create, done, asOrganiser, asAdministrator, register, link }: Stagehands,
) => {
  const [member, guest] = [wordyPerson('confirmed'), wordyPerson('guest')]
  const forMembers = await publish(event('Round table of the network', '2022-06-07', { audience: 'network' }))
  await asAdministrator('POST', paths.apiMembers.to({}), { entries: ['police.example', member.email, ...numbered('member', 60)] })
  await done('POST', paths.apiPersonalLinks.to({ slug: forMembers }), { body: { email: member.email } })

  const nobodyInvited = await create(event('Meeting of the contact points', '2022-06-09', { audience: 'invited' }))
  const forInvited = await publish(event('Briefing behind closed doors', '2022-06-10', { audience: 'invited' }))
  const invited = paths.apiInvited.to({ slug: forInvited })
  await asOrganiser('POST', invited, { entries: ['ministry.example', guest.email, ...numbered('guest', 5)] })
  await asOrganiser('POST', paths.apiInvitations.to({ slug: forInvited }))
  const links = { personalLink: await pageByKey(plenary, member), invitation: await pageByKey(plenary, guest) }
  await asOrganiser('POST', invited, { entries: numbered('late-guest', 3) })

  const byApproval = await publish(
    event('Classified requirements in public tenders', '2022-06-16', { audience: 'approval', approvalDays: 3 }),
  )
  const lapsed = wordyPerson('lapsed')
  await register(byApproval, [lapsed])
  return {
    slugs: { forMembers, nobodyInvited, forInvited, byApproval },
    registrations: { approvalLapsed: await link(lapsed, 'registrations') },
    links,
  }
}

/** Requests for an event by approval: one open, one declined. It is 27 April. */
export const askForPlaces = async ({ register, link, asOrganiser, idOf }: Stagehands, byApproval: string) => {
  const [pending, notApproved] = [wordyPerson('pending'), wordyPerson('not-approved')]
  await register(byApproval, [pending, notApproved])
  const registrations = { pending: await link(pending, 'registrations'), notApproved: await link(notApproved, 'registrations') }
  await asOrganiser('POST', paths.apiDecline.to({ slug: byApproval, id: await idOf(byApproval, notApproved) }))
  return { registrations }
}
