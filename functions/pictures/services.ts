import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import type { Environment } from './environment.ts'

/** The dependencies of the pictures, created once when the function starts. */
export const createServices = ({ PROGRAMME_TABLE }: Environment) => ({ events: createEvents(createDatabase(), PROGRAMME_TABLE) })
export type Services = ReturnType<typeof createServices>
