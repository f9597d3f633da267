import { Select, type ComboboxItem, type OptionsFilter } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useMemo, useState, type Ref } from "react";
import { stepsOf, type FlowDocument } from "../draft/document";
import { nameOfKind, type Palette } from "../draft/palette";
import { plain } from "../../ui/plain";
import type { Decoration } from "../canvas/shapes";

type Props = { document: FlowDocument; palette: Palette; decorations: ReadonlyMap<string, Decoration>; field: Ref<HTMLInputElement>; onFound: (step: string) => void };

/** A step of the flow by what it is called, its kind, who does it or how long it gives. */
export function FindStep({ document, palette, decorations, field, onFound }: Props) {
  const [typed, setTyped] = useState("");
  const steps = useMemo(() => stepsOf(document), [document]);
  const words = useMemo(
    () => new Map(steps.map((step) => {
      const { who = "", term = "" } = decorations.get(step.id) ?? {};
      return [step.id, plain([step.label, step.description, nameOfKind(palette, step.type), who, term].join(" "))];
    })),
    [decorations, palette, steps],
  );
  const matching: OptionsFilter = ({ options, search }) => {
    const wanted = plain(search).split(" ");
    const saysAll = (text: string) => wanted.every((word) => text.includes(word));
    const found = (options as ComboboxItem[]).filter(({ value }) => saysAll(words.get(value) ?? ""));
    // What is called so comes before what only says so.
    return found.toSorted((one, other) => Number(saysAll(plain(other.label))) - Number(saysAll(plain(one.label))));
  };

  return (
    <Select
      ref={field} aria-label="Ir a un paso" placeholder="Ir a un paso" className="designer__find" searchable limit={30} nothingFoundMessage="Ningún paso dice eso"
      leftSection={<IconSearch size={16} aria-hidden />} rightSection={<span />} filter={matching} value={null} searchValue={typed} onSearchChange={setTyped}
      data={steps.map((step) => ({ value: step.id, label: step.label }))}
      onChange={(step) => {
        setTyped("");
        if (step) onFound(step);
      }}
    />
  );
}
