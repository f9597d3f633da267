/** A number as Chile writes it: 33,5. */
export function spanish(number: number): string {
  return number.toLocaleString("en-US", { maximumFractionDigits: 12, useGrouping: false }).replace(".", ",");
}
