/** The styles of an event on a page of another site, whose text and colours it takes over. Its button is ours: white on the blue of Europe. */
export const embeddedStyles = [
  ':host{display:block;margin-block:1em}',
  'p,ul{margin:0 0 .4em}',
  '.title,.day{font-weight:600}',
  '.note{font-weight:600}',
  'a{color:inherit}',
  '.button{display:inline-block;margin-block:.3em;padding:.65em 1.2em;border:2px solid transparent;border-radius:.3em;background:#039;color:#fff;font-weight:600;text-decoration:none}',
  '.button:hover{background:#00266f}',
  'a:focus-visible{outline:3px solid currentColor;outline-offset:3px}',
  '.button:focus-visible{outline-color:#039;box-shadow:0 0 0 3px #fff}',
  'ul{padding-inline-start:1.2em}',
  '.time{font-variant-numeric:tabular-nums}',
].join('')
