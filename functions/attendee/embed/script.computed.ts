import { showEvent } from './show-event.ts'

// Computed once, as with the other browser modules: the text must not depend on how a bundle is made.

/** What the script does, as source text. */
export const showEventText = String(showEvent)
