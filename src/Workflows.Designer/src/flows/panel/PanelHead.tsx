import { CloseButton, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";

type Props = {
  icon: ReactNode;
  /** What kind of thing it is. */
  kind: string;
  label: string;
  name: string;
  isReadOnly: boolean;
  onName: (name: string) => void;
  onClose?: () => void;
};

/** What a panel is about, with its name to change. Without a name it keeps the one it had. */
export function PanelHead({ icon, kind, label, name, isReadOnly, onName, onClose }: Props) {
  const [typed, setTyped] = useState<string>();

  return (
    <div className="step-panel__head">
      <h2 className="step-panel__kind">{icon}{kind}</h2>
      {onClose && <CloseButton className="step-panel__close" aria-label="Cerrar el panel" onClick={onClose} />}
      {isReadOnly ? (
        <p className="step-panel__name">{name}</p>
      ) : (
        <TextInput
          aria-label={label} classNames={{ input: "step-panel__title" }} value={typed ?? name} onBlur={() => setTyped(undefined)}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            if (value.trim() !== "") onName(value);
          }}
        />
      )}
    </div>
  );
}
