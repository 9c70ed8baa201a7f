import type { FunctionName } from '../functions.ts'

/**
 * How many calls of each function may run at the same time, in an account that allows 1,000. It is reserved: nobody else takes it,
 * and the function takes no more, so that a rush on one never starves another.
 */
const calls: Readonly<Record<FunctionName, number>> = {
  // Strangers' pages, where a rush happens: at 50 ms a call, 6,000 a second.
  attendee: 275,
  // Some hundred people work here.
  organiser: 100,
  steering: 25,
  proposals: 25,
  speakers: 10,
  'sign-in': 25,
  // CloudFront keeps what these answer.
  assets: 50,
  feeds: 60,
  // Drawing keeps a processor busy, so that made-up requests must not be many at a time.
  pictures: 15,
  'my-data': 25,
  // Each shard of its streams calls it: people's one at a time, and the lanes as many as they are.
  mail: 100,
  'mail-events': 25,
  // One call for each shard of a stream; new tables have four, busy ones more.
  'fan-out': 30,
  summaries: 40,
  seats: 30,
  // Scheduled, once at a time; a second may start before the first has ended.
  clock: 5,
  prove: 5,
  erasure: 5,
  partners: 5,
  replies: 15,
  uploads: 10,
}

/** What AWS leaves to functions without a reservation, such as those that CDK adds. */
const unreserved = 100

/** Calls reserved for a function in an account that allows so many; undefined if it allows too few to divide. */
export const reservedCalls = (name: FunctionName, accountConcurrency: number): number | undefined => {
  const available = accountConcurrency - unreserved
  const share = Math.floor((calls[name] * available) / 900)
  return available < 450 ? undefined : Math.max(share, 2)
}
