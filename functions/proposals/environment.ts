import { environmentParts, type Variables } from '../../shared/runtime/environment.ts'

const { edge, site, programme, staff, audit, issuer } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...edge, ...site, ...programme, ...staff, ...audit, ...issuer }
export type Environment = Variables<typeof environment>
