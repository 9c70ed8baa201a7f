/** The answers to one kind of request, in milliseconds, in the order in which they came. */
export interface Answers {
  readonly known: readonly number[]
  readonly unknown: readonly number[]
}

interface Guess {
  readonly threshold: number
  readonly knownIsSlower: boolean
}

const rightOf = ({ known, unknown }: Answers, { threshold, knownIsSlower }: Guess): number => {
  const slower = (times: readonly number[]): number => times.filter((time) => time > threshold).length
  const right = slower(known) + unknown.length - slower(unknown)
  const share = right / (known.length + unknown.length)
  return knownIsSlower ? share : 1 - share
}

/** The guess by one threshold that is right most often. */
const bestGuess = (answers: Answers): Guess => {
  const guesses = [...answers.known, ...answers.unknown].flatMap((threshold) =>
    [true, false].map((knownIsSlower) => ({ threshold, knownIsSlower })),
  )
  const first: Guess = { threshold: 0, knownIsSlower: true }
  return guesses.reduce<{ guess: Guess; right: number }>(
    (best, guess) => {
      const right = rightOf(answers, guess)
      return right > best.right ? { guess, right } : best
    },
    { guess: first, right: rightOf(answers, first) },
  ).guess
}

/**
 * How often an attacker is right who guesses from the time of a single answer whether an address is known: with the threshold that is best
 * for one half of the answers, on the other half; the mean of both ways round. One half is guessing.
 */
export const toldApart = ({ known, unknown }: Answers): number => {
  const half = (which: number): Answers => {
    const ofHalf = (times: readonly number[]): readonly number[] => times.filter((_, index) => index % 2 === which)
    return { known: ofHalf(known), unknown: ofHalf(unknown) }
  }
  const [one, other] = [half(0), half(1)]
  return (rightOf(other, bestGuess(one)) + rightOf(one, bestGuess(other))) / 2
}
