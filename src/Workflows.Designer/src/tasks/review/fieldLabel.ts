import type { Field } from "../form/content";

/** The label of a field by the id a remark carries. */
export function fieldLabelOf(form: readonly Field[] | null | undefined, id: string): string {
  return form?.find((field) => field.id === id)?.label ?? id;
}
