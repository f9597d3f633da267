import type { Api } from "../../api/client";
import { longDateTime } from "../../ui/dates";

/** Who saved a drawing last, and when: by name, never by id. */
export function savedBy({ editedByName, editedAt }: Pick<Api["DefinitionSummary"], "editedByName" | "editedAt">): string {
  const when = editedAt ? `, ${longDateTime(editedAt)}` : "";
  return editedByName ? `Lo guardó ${editedByName}${when}` : editedAt ? `Se guardó${when}` : "";
}
