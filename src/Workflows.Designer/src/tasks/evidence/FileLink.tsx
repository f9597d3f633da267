import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../../api/client";

/** A file to download, unless the antivirus has something against it. */
export function FileLink({ hash, name }: { hash: string; name: string }) {
  const info = useQuery({
    queryKey: ["/api/files", hash],
    queryFn: ({ signal }) => answerOf(api.GET("/api/files/{hash}/info", { params: { path: { hash } }, signal })),
    // What the antivirus has not judged yet is asked again; the rest does not change.
    refetchInterval: ({ state }) => (state.data?.scan === "Waiting" ? 20_000 : false),
    staleTime: 60_000,
    retry: false,
  });

  if (info.data?.scan === "Waiting") return <>{name} (el antivirus todavía lo revisa)</>;
  if (info.data?.scan === "Unjudged") return <>{name} (el antivirus no pudo revisarlo: espera la decisión de quien coordina)</>;
  if (info.data?.scan === "Infected") return <strong>{name}: el antivirus lo apartó. Sube otro archivo.</strong>;
  return (
    <a href={`/api/files/${hash}`} download={name}>
      {name}
    </a>
  );
}
