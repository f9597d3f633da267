import { saidInWords } from "../inputs/saidInWords";

type Props = { label: string; json: unknown };

/** What a file brought and nobody here edits: it stays as it came, and is told in words. */
export function Foreign({ label, json }: Props) {
  return (
    <div className="step-panel__foreign">
      <p className="step-panel__label">{label}</p>
      <p>{saidInWords(json)}</p>
      <p className="support">Aquí no se puede editar. Se conserva tal como llegó.</p>
      <details>
        <summary>Detalle técnico</summary>
        <pre className="step-panel__json">{JSON.stringify(json, null, 2)}</pre>
      </details>
    </div>
  );
}
