import { environmentParts } from '../../shared/runtime/environment.ts'

const { people, keys } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...people, ...keys }
