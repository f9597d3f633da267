import { Checkbox, NativeSelect, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Api } from "../api/client";
import { CommandForm } from "../ui/CommandForm";
import { choicesOf, firstAnswers, missingIn, type Answers, type Flow, type Input } from "./opening";
import type { Look } from "./useLook";

type Props = {
  flows: readonly Flow[];
  choices: Api["ListOpenableFlowsResponse"]["choices"];
  suggestedYear: number;
  /** The flow that is chosen from the start, when the page was opened from it. */
  first: string;
  look: Look;
};

/** Which flow is opened and for what: its own inputs, as it declares them. */
export function WhatToOpen({ flows, choices, suggestedYear, first, look }: Props) {
  const [flow, setFlow] = useState(() => flows.find((one) => one.definitionId === first && !one.whyNot));
  const [answers, setAnswers] = useState<Answers>(() => (flow ? firstAnswers(flow, suggestedYear) : {}));
  const refused = flows.find((one) => one.definitionId === first && one.whyNot);

  function choose(id: string) {
    const chosen = flows.find((one) => one.definitionId === id);
    setFlow(chosen);
    setAnswers(chosen ? firstAnswers(chosen, suggestedYear) : {});
    look.reset();
  }

  return (
    <section className="section" aria-labelledby="que-se-abre">
      <h2 id="que-se-abre">1. Qué se abre</h2>
      {refused && (
        <p>
          «{refused.name}» no se abre a mano. {refused.whyNot}
        </p>
      )}
      <CommandForm
        command={{ isPending: look.isPending, error: look.error }} submit="Ver qué pasaría" isQuiet={look.isSuccess} blockedBy={flow ? missingIn(flow, answers) : "Elige un flujo."}
        onSubmit={() => flow && look.mutate({ flow, answers })}
      >
        {(errorOf) => (
          <>
            <NativeSelect
              label="Flujo" required description={flow?.description} value={flow?.definitionId ?? ""} error={errorOf("definitionId")} onChange={(event) => choose(event.currentTarget.value)}
              data={[{ value: "", label: "Elige un flujo" }, ...choicesOf(flows)]}
            />
            {flow && flow.inputs.length > 0 && (
              <div className="opening__inputs">
                {flow.inputs.map((input) => (
                  <InputOf
                    key={`${flow.definitionId} ${input.name}`} input={input} choices={choices[input.kind] ?? []} value={answers[input.name] ?? ""} error={errorOf(`input.${input.name}`)}
                    onChange={(value) => {
                      setAnswers({ ...answers, [input.name]: value });
                      // What was seen is no longer what would happen.
                      look.reset();
                    }}
                  />
                ))}
              </div>
            )}
          </>
        )}
      </CommandForm>
    </section>
  );
}

type InputProps = { input: Input; choices: readonly Api["OpeningChoice"][]; value: string | boolean; error?: string; onChange: (value: string | boolean) => void };

function InputOf({ input, choices, value, error, onChange }: InputProps) {
  const shared = { label: input.label, description: input.help, required: input.isNeeded, error };
  if (typeof value === "boolean") return <Checkbox {...shared} checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />;
  if (choices.length > 0)
    return (
      <Select
        {...shared} className="opening__place" searchable nothingFoundMessage="Nada se llama así" placeholder="Elige o escribe" value={value || null} onChange={(code) => onChange(code ?? "")}
        data={choices.map((choice) => ({ value: choice.code, label: choice.name }))}
      />
    );
  return (
    <TextInput
      {...shared} type={input.kind === "Date" ? "date" : "text"} inputMode={input.kind === "Year" || input.kind === "Number" ? "numeric" : undefined} maxLength={input.kind === "Year" ? 4 : 120}
      value={value} onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
