import { NativeSelect, Textarea } from "@mantine/core";
import { rights, type Right } from "./words";

type Props = { right: Right; text: string; problem: string | undefined; onRight: (right: Right) => void; onText: (text: string) => void };

/** What is asked, and in which words. */
export function AskFields({ right, text, problem, onRight, onText }: Props) {
  return (
    <>
      <NativeSelect
        label="Qué pides"
        description={rights.find((one) => one.value === right)?.meaning}
        value={right}
        data={rights.map(({ value, label }) => ({ value, label }))}
        onChange={(event) => onRight(event.currentTarget.value as Right)}
      />
      <Textarea
        label="Explica tu solicitud"
        description="Qué dato, qué está mal o por qué lo pides."
        required
        autosize
        minRows={3}
        maxLength={4000}
        value={text}
        error={problem}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    </>
  );
}
