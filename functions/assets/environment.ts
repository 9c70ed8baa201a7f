import { environmentParts } from '../../shared/runtime/environment.ts'

const { edge } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...edge }
