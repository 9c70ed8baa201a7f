/** The people in the examples. */
export const jonas = {
  name: 'Jonas Weber',
  email: 'jonas.weber@example.org',
  organisation: 'City of Ghent',
  country: 'BE',
  role: 'procurer',
  answers: { 'dietary-needs': 'vegetarian' },
} as const

export const marie = { name: 'Marie Dubois', email: 'marie.dubois@example.org' } as const

/** The ids of their registrations. */
export const ids = { jonas: 'uG5yT0eXb1q7Zk2mN8sLrA', marie: 'pQ3vW9dHc6j0Xf4nB7tKyE' } as const
