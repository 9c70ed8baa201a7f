import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createProposals } from '../../shared/store/proposal/proposals.ts'
import { createSteeringMembers } from '../../shared/store/proposal/steering-members.ts'
import { createAuditLog } from '../../shared/store/staff/audit-log.ts'
import { createProposing } from '../../shared/use-cases/proposal/proposing.ts'
import type { Environment } from './environment.ts'

/** The dependencies of proposals, created once when the function starts. */
export const createServices = (names: Environment) => {
  const database = createDatabase()
  const proposals = createProposals(database, names.PROGRAMME_TABLE)
  const members = createSteeringMembers(database, names.STAFF_TABLE)
  return {
    proposals,
    proposing: createProposing({ proposals, members }),
    members,
    audit: createAuditLog(database, names.AUDIT_TABLE),
  }
}
export type Services = ReturnType<typeof createServices>
