import { environmentParts } from '../../shared/runtime/environment.ts'

const { programme, people, keys, files, inbound } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...programme, ...people, ...keys, ...files, ...inbound }
