import type fc from 'fast-check'
import type { kindOfEvent, Step } from './actor.ts'

type Kind = typeof kindOfEvent extends fc.Arbitrary<infer Value> ? Value : never

/** Every random history that ever left something wrong, by what it showed: kind of event, concurrent steps, seed of its faults. */
export const counterexamples: Readonly<Record<string, [Kind, Step[][], number]>> = {
  // Seed 705463496, path 2, in 3 to 6 of 100 runs: counters returned to the revision before a move while the list was being served.
  'people wait beside free seats after a move': [
    { capacity: 1, waitingList: 'confirm', audience: 'public', kept: 1, session: 3 },
    [
      [
        { do: 'register', person: 12 },
        { do: 'register', person: 7 },
        { do: 'resize', capacity: 5 },
        { do: 'register', person: 8 },
        { do: 'register', person: 5 },
        { do: 'bring' },
      ],
      [
        { do: 'move', hour: 10 },
        { do: 'choose', person: 12, choices: [['lab', 'talk']] },
        { do: 'choose', person: 11, choices: [['talk']] },
        { do: 'promote' },
      ],
      [{ do: 'promote' }, { do: 'promote' }, { do: 'bring' }, { do: 'register', person: 3 }],
    ],
    -2,
  ],
}
