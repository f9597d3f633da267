import { Group, NativeSelect, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { CommandDialog } from "../ui/CommandDialog";
import { takenHere } from "../ui/CommandForm";
import type { Fact, Seat } from "./record";

type Props = { seat: Seat; onEnter: (fact: Fact) => void; onClose: () => void };

/** Somebody attends in a seat in another way, or for its holder: in what quality, who, and how. */
export function EnterDialog({ seat, onEnter, onClose }: Props) {
  const [quality, setQuality] = useState<"Holder" | "Acting" | "Alternate">(seat.isActing ? "Acting" : seat.alternates.length > 0 ? "Alternate" : "Holder");
  const [person, setPerson] = useState("");
  const [isTelematic, setTelematic] = useState("no");
  const chosen = quality === "Alternate" && seat.alternates.length > 0 && person === "" ? seat.alternates[0]! : person.trim();

  const enter = () => onEnter({ kind: "Enter", seat: seat.name, quality, isTelematic: isTelematic === "si", ...(quality !== "Holder" && chosen && { person: chosen }) });

  return (
    <CommandDialog title={`Quién asiste en «${seat.name}»`} command={takenHere} submit="Registrar que entra" onSubmit={enter} onClose={onClose}>
      {() => (
        <>
          <Radio.Group label="En qué calidad" value={quality} onChange={(value) => setQuality(value as typeof quality)}>
            <Stack gap="xs" mt="xs">
              <Radio value="Holder" label={seat.holder ? `Titular: ${seat.holder}` : "Titular"} />
              <Radio value="Acting" label="Subrogante" />
              <Radio value="Alternate" label="Suplente" disabled={seat.isActing} description={seat.isActing ? "Quien subroga no nombra suplente." : undefined} />
            </Stack>
          </Radio.Group>
          {quality === "Alternate" && seat.alternates.length > 0 && (
            <NativeSelect label="Suplente" data={[...seat.alternates]} value={chosen} onChange={(event) => setPerson(event.currentTarget.value)} />
          )}
          {(quality === "Acting" || (quality === "Alternate" && seat.alternates.length === 0)) && (
            <TextInput label="Nombre" maxLength={200} value={person} onChange={(event) => setPerson(event.currentTarget.value)} />
          )}
          <Radio.Group label="Cómo asiste" value={isTelematic} onChange={setTelematic}>
            <Group mt="xs">
              <Radio value="no" label="En la sala" />
              <Radio value="si" label="A distancia" />
            </Group>
          </Radio.Group>
        </>
      )}
    </CommandDialog>
  );
}
