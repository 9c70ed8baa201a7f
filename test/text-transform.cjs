// Style sheets and drawings are imported as text, as esbuild does it for the functions.
module.exports = { process: (/** @type {string} */ text) => ({ code: `export default ${JSON.stringify(text)}` }) }
