import { Button } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useState } from "react";

/** «Copiar resumen»: a few plain lines for a message. What was copied is said, and where the browser refuses, shown to be copied by hand. */
export function CopySummary({ lines }: { lines: readonly string[] }) {
  const [result, setResult] = useState<"copied" | "refused" | null>(null);
  const text = lines.join("\n");

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setResult("copied");
    } catch {
      setResult("refused");
    }
  }

  return (
    <>
      <Button variant="default" leftSection={<IconCopy aria-hidden size={16} stroke={1.75} />} onClick={copy}>
        Copiar resumen
      </Button>
      <span role="status" className="support copy-said">
        {result === "copied" && "Copiado."}
        {result === "refused" && <span style={{ whiteSpace: "pre-line" }}>Tu navegador no lo permite. Cópialo de aquí: {text}</span>}
      </span>
    </>
  );
}
