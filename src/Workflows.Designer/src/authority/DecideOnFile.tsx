import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Choices, type Choice } from "../ui/Choices";
import { ReasonDialog } from "../ui/ReasonDialog";

type Decision = Api["ScanDecision"];

const decisions: Choice<Decision>[] = [
  { value: "AskAgain", label: "Preguntar otra vez", description: "El antivirus lo revisa en este momento. Lo que responda vale." },
  { value: "Accept", label: "Aceptarlo sin revisión", description: "Quienes siguen el proceso podrán abrirlo. Hazlo solo si lo revisaste de otra manera." },
  { value: "SetApart", label: "Apartarlo", description: "Nadie podrá abrirlo. Quien lo entregó recibe un aviso para que suba otro." },
];

/** What to do with a file that the antivirus could not judge. */
export function DecideOnFile({ hash, name }: { hash: string; name: string }) {
  const [isOpen, setOpen] = useState(false);
  const [decision, setDecision] = useState<Decision>("AskAgain");
  const decide = useCommand(
    (reason: string, header) => answerOf(api.POST("/api/files/{hash}/scan", { params: { path: { hash }, header }, body: { decision, reason } })),
    { changes: "files", onDone: () => setOpen(false) },
  );

  return (
    <>
      <Button size="compact-md" variant="default" onClick={() => setOpen(true)} aria-label={`Decidir: ${name}`}>
        Decidir
      </Button>
      {isOpen && (
        <ReasonDialog
          title="Archivo sin revisar"
          explanation={<strong>{name}</strong>}
          confirm="Confirmar"
          isWaiting={decide.isPending}
          problem={decide.error}
          onConfirm={decide.mutate}
          onClose={() => setOpen(false)}
        >
          <Choices label="Qué hacer" choices={decisions} value={decision} onChoose={setDecision} />
        </ReasonDialog>
      )}
    </>
  );
}
