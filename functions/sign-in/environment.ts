import { environmentParts } from '../../shared/runtime/environment.ts'

const { site, keys, issuer } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...site, ...keys, ...issuer }
