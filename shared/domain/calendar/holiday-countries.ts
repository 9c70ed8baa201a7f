/** The countries whose public holidays are known: the European Union's, and those of its neighbours that procure with them. */
export const holidayCountries: readonly string[] =
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ')
