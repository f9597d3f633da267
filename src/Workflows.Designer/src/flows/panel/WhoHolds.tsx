import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../../api/client";
import { useRoles } from "../../organisation/useRoles";
import type { Activity } from "../draft/document";
import { read } from "../inputs/inputs";

const most = 5;

/** Whom a task would reach today, where the flow itself says which post it is. */
export function WhoHolds({ activity }: { activity: Activity }) {
  const roles = useRoles();
  const [role, scope] = [read(activity, "role", "role"), read(activity, "scope", "scope")];
  const known = role.kind === "value" ? roles.find(({ code }) => code === role.value) : undefined;
  const place = scope.kind === "value" ? String(scope.value) : known?.scopeKind === "National" ? "CL" : "";
  const query = { role: known?.code, scope: place, pageSize: 50 };
  const posts = useQuery({
    queryKey: ["/api/organisation/appointments", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/appointments", { params: { query }, signal })),
    enabled: known !== undefined && place !== "",
    retry: false,
  });

  if (!known) return null;
  if (place === "") return <p className="support" role="status">Llega a quien tenga ese rol en el lugar de cada proceso.</p>;
  if (!posts.data) return null;
  const names = [...new Set(posts.data.items.filter(({ when }) => when === "Now").map(({ personName }) => personName))];
  const others = names.length > most ? ` y ${names.length - most} más` : "";
  return (
    <p className="support" role="status">
      {names.length > 0 ? `Hoy llegaría a ${names.slice(0, most).join(", ")}${others}.` : "Hoy nadie tiene ese cargo."}
    </p>
  );
}
