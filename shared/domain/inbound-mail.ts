/** How long a mail that came is kept, in days. */
export const keptDays = 30
