/**
 * What we use of the `xpath` package. Its own declarations are in terms of the browser's DOM, which
 * they would add to the globals of the whole program.
 */
interface Expression {
  evaluate(options: { node: unknown }): unknown;
}

declare const xpath: { parse(expression: string): Expression };
// biome-ignore lint/style/noDefaultExport: it is how a CommonJS package appears to import
export default xpath;
