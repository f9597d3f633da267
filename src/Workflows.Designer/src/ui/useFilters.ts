import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** Filters, order and page of a list, kept in the address: a link or the way back shows the same list. */
export function useFilters() {
  const [values, setValues] = useSearchParams();

  const set = useCallback(
    (changed: Record<string, string>) =>
      setValues(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changed)) {
            if (value) after.set(name, value);
            else after.delete(name);
          }
          // Another list starts at its first page.
          if (!("page" in changed)) after.delete("page");
          return after;
        },
        { replace: true },
      ),
    [setValues],
  );

  /** What the address says of some of its filters, as a view is kept. */
  const addressOf = (names: readonly string[]) => new URLSearchParams(names.flatMap((name) => (values.get(name) ? [[name, values.get(name)!]] : []))).toString();

  return { addressOf, of: (name: string) => values.get(name) ?? "", page: Number(values.get("page")) || 1, set };
}
