import { createReadingRoles } from '../../shared/http/reading-roles.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createComments } from '../../shared/store/feedback.ts'
import { createProposals } from '../../shared/store/proposal/proposals.ts'
import { createAuditLog } from '../../shared/store/staff/audit-log.ts'
import { createSignInSessions } from '../../shared/store/staff/sign-in-sessions.ts'
import { createTallies } from '../../shared/store/tallies.ts'
import { createContinuing } from '../../shared/use-cases/staff/continuing.ts'
import type { Environment } from './environment.ts'

/** The dependencies of the steering group's pages, created once when the function starts. */
export const createServices = (names: Environment) => {
  const database = createDatabase()
  return {
    events: createEvents(database, names.PROGRAMME_TABLE),
    tallies: createTallies(database, names.FEEDBACK_TABLE),
    comments: createComments(database, names.FEEDBACK_TABLE),
    proposals: createProposals(database, names.PROGRAMME_TABLE),
    audit: createAuditLog(database, names.AUDIT_TABLE),
    findSession: createContinuing({
      sessions: createSignInSessions(database, names.STAFF_TABLE),
      readRoles: createReadingRoles({ issuerUrl: names.ISSUER_URL, clientId: names.CLIENT_ID }),
    }),
  }
}
export type Services = ReturnType<typeof createServices>
