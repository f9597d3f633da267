import { Text } from "@mantine/core";
import type { Api } from "../../api/client";
import { Callout } from "../../ui/Callout";
import { longDateTime } from "../../ui/dates";

/** What it comes to, in few words. */
export const laterLawTitles: Record<Api["LaterLaw"]["judged"], string> = { Late: "Quedó dentro de plazo por un cambio posterior", Silence: "El plazo aún corría, por un cambio posterior" };

/** A law approved after something was judged by its deadline: what it changes, and that nothing is taken back. */
export function LaterLaw({ law }: { law: Api["LaterLaw"] | null | undefined }) {
  if (!law) return null;
  return (
    <Callout tone="done" title={laterLawTitles[law.judged]}>
      <Text>{law.text}</Text>
      <Text size="sm">Se aprobó el {longDateTime(law.decidedAt)}.</Text>
    </Callout>
  );
}
