import { TextInput, UnstyledButton } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { useState, type Ref } from "react";
import { dragType } from "../canvas/dragType";
import { iconOfKind } from "../canvas/kinds";
import { subjectsOf, type Kind, type Palette } from "../draft/palette";

type Props = { palette: Palette; search?: Ref<HTMLInputElement>; onAdd: (kind: Kind) => void };

/** The kinds of step by subject. One is dragged to its place, or put behind the chosen step by a click or Enter. */
export function PalettePanel({ palette, search, onAdd }: Props) {
  const [wanted, setWanted] = useState("");
  const subjects = subjectsOf(palette, wanted);

  return (
    <section className="palette" aria-label="Pasos que puedes agregar">
      <TextInput
        ref={search} type="search" aria-label="Buscar un paso" placeholder="Buscar un paso" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = subjects[0]?.kinds[0];
          if (event.key !== "Enter" || !first || wanted.trim() === "") return;
          event.preventDefault();
          onAdd(first);
        }}
      />
      {subjects.map(({ subject, kinds }) => (
        <div key={subject}>
          <h2>{subject}</h2>
          <ul>
            {kinds.map((kind) => {
              const Icon = iconOfKind(kind.type);
              return (
                <li key={kind.type}>
                  <UnstyledButton
                    className="palette__kind" title={kind.description} draggable onClick={() => onAdd(kind)}
                    onDragStart={(event) => {
                      event.dataTransfer.setData(dragType, kind.type);
                      event.dataTransfer.effectAllowed = "move";
                    }}
                  >
                    <Icon size={16} stroke={1.75} aria-hidden /> <span>{kind.name}</span>
                    <IconGripVertical className="palette__grip" size={16} aria-hidden />
                  </UnstyledButton>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
      {subjects.length === 0 && <p className="support">Ningún paso se llama así. Prueba con otra palabra, como «revisar» o «plazo».</p>}
      <p className="support">Arrástralo a su lugar, o elígelo y queda después del paso elegido.</p>
    </section>
  );
}
