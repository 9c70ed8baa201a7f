import { contentHash } from './content-hash.ts'
import { dragSessions } from './drag-sessions.ts'

/** The module of the plan of a programme as it is delivered. */
export const dragSessionsText = `(${dragSessions})()\n`

/** Its public name. */
export const dragSessionsName = `dragging.${contentHash(dragSessionsText)}.js`
