import { createReadingRoles } from '../../shared/http/reading-roles.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createGroupLinks } from '../../shared/store/proposal/group-links.ts'
import { createProposals } from '../../shared/store/proposal/proposals.ts'
import { createSteeringMembers } from '../../shared/store/proposal/steering-members.ts'
import { createAuditLog } from '../../shared/store/staff/audit-log.ts'
import { createSignInSessions } from '../../shared/store/staff/sign-in-sessions.ts'
import { createTypedForms } from '../../shared/store/staff/typed-forms.ts'
import { createGroupProposing } from '../../shared/use-cases/proposal/group-links.ts'
import { createProposing } from '../../shared/use-cases/proposal/proposing.ts'
import { createContinuing } from '../../shared/use-cases/staff/continuing.ts'
import { createKeepingTyped } from '../../shared/use-cases/staff/keeping-typed.ts'
import type { Environment } from './environment.ts'

/** The dependencies of proposals, created once when the function starts. */
export const createServices = (names: Environment) => {
  const database = createDatabase()
  const proposals = createProposals(database, names.PROGRAMME_TABLE)
  const members = createSteeringMembers(database, names.STAFF_TABLE)
  const proposing = createProposing({ proposals, members })
  return {
    findSession: createContinuing({
      sessions: createSignInSessions(database, names.STAFF_TABLE),
      readRoles: createReadingRoles({ issuerUrl: names.ISSUER_URL, clientId: names.CLIENT_ID }),
    }),
    typed: createKeepingTyped({ typedForms: createTypedForms(database, names.STAFF_TABLE) }),
    proposals,
    proposing,
    groups: createGroupProposing({ links: createGroupLinks(database, names.PROGRAMME_TABLE), proposals, proposing }),
    members,
    audit: createAuditLog(database, names.AUDIT_TABLE),
  }
}
export type Services = ReturnType<typeof createServices>
