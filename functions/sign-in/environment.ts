import { environmentParts } from '../../shared/runtime/environment.ts'

const { edge, site, keys, staff, audit, issuer } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...edge, ...site, ...keys, ...staff, ...audit, ...issuer }
