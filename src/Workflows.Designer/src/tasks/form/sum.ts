const places = 12;

/** The exact sum of numbers as they were written: 33,33 three times is 99,99, and 0,1 and 0,2 are 0,3. */
export function exactSum(numbers: readonly number[]): number {
  const units = numbers.reduce((sum, number) => sum + unitsOf(number), 0n);
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  return Number(`${units < 0n ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`);
}

function unitsOf(number: number): bigint {
  const [whole, fraction = ""] = number.toFixed(places).split(".");
  return BigInt(`${whole}${fraction.padEnd(places, "0")}`);
}
