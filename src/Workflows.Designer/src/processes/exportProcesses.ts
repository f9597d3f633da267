import { answerOf, api, type Api } from "../api/client";
import type { CommandHeaders } from "../api/useCommand";
import type { ListFormat } from "../ui/LongDownload";
import { withoutBlanks } from "../ui/withoutBlanks";

/** Leaves the list of processes, as it is filtered, to the server. The year is a number and the rest are words. */
export function exportProcesses(filters: Record<string, string>) {
  return (format: ListFormat, header: CommandHeaders) => {
    const { sort, year, onlyOfInstitutions, ...words } = withoutBlanks(filters);
    const filter = {
      ...words,
      ...(year && { year: Number(year) }),
      ...(onlyOfInstitutions && { onlyOfInstitutions: true }),
    } as Api["ProcessExportRequest"]["filter"];
    return answerOf(api.POST("/api/processes/export", { params: { header }, body: { filter, format, sort } }));
  };
}
