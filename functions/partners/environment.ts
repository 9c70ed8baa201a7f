import { environmentParts } from '../../shared/runtime/environment.ts'

const { programme, loopback } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...programme, ...loopback }
