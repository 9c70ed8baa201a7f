import { environmentParts } from '../../shared/runtime/environment.ts'

const { programme, people, keys, inbound } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...programme, ...people, ...keys, ...inbound }
