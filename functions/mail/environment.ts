import { environmentParts } from '../../shared/runtime/environment.ts'

const { site, programme, people, sending, keys, mail } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...site, ...programme, ...people, ...sending, ...keys, ...mail }
