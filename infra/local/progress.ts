/** Reports what is being done. */
export interface Progress {
  /** Reports the start of an activity, worded to follow "Still": "starting the database". Call the result when it is done. */
  readonly begin: (activity: string) => () => void
  readonly say: (text: string) => void
  /** Reports something unrelated to the start, and therefore without its seconds. */
  readonly mention: (text: string) => void
}

export const silence: Progress = { begin: () => () => undefined, say: () => undefined, mention: () => undefined }

export interface ProgressOptions {
  readonly write: (text: string) => void
  /** Whether the output is a terminal; everything else gets plain text. */
  readonly isTerminal: boolean
}

// About when a person begins to wonder.
const patience = 5000

/** Writes a line for each report, with the seconds since the process began, and what is still going on after a while of silence. */
export const createProgress = ({ write, isTerminal }: ProgressOptions): Progress & { readonly stop: () => void } => {
  const underWay = new Set<{ readonly activity: string }>()
  const faint = (text: string): string => (isTerminal ? `\u001b[2m${text}\u001b[22m` : text)
  let last = ''
  const say = (text: string): void => {
    write(`${faint(`${(performance.now() / 1000).toFixed(1).padStart(6)} s`)}  ${text}\n`)
    timer.refresh()
  }
  const remind = (): void => {
    const activities = [...underWay].map(({ activity }) => activity).join(', ')
    if (activities !== '') say(activities === last ? 'Still at it' : `Still ${activities}`)
    last = activities
  }
  const timer = setInterval(remind, patience).unref()
  return {
    begin: (activity) => {
      const begun = { activity }
      underWay.add(begun)
      return () => underWay.delete(begun)
    },
    say,
    mention: (text) => write(`${text}\n`),
    stop: () => clearInterval(timer),
  }
}
