import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { ConfirmOpening } from "./ConfirmOpening";
import { inputOf, type Answers, type Flow } from "./opening";
import { WhatWouldHappen } from "./WhatWouldHappen";
import { WhatToOpen } from "./WhatToOpen";
import "./opening.css";

type Seen = { preflight: Api["PreflightResponse"]; input: Record<string, unknown> };

/** «Abrir una etapa»: which flow and for what, what would happen, and the act with its reason. Until the last, nothing changes. */
export function OpeningPage() {
  const session = useSession();
  const flows = useQuery({
    queryKey: ["/api/openings/flows"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/openings/flows", { signal })),
    enabled: decides(session),
  });

  return (
    <Page title="Abrir una etapa" via={[{ label: "Etapas", to: "/etapas" }]} facts={["Elige qué se abre y mira qué pasaría. Nada cambia hasta que confirmas."]}>
      {decides(session) ? (
        <Answer query={flows}>{(known) => <Opening flows={known.flows} choices={known.choices} suggestedYear={known.suggestedYear} />}</Answer>
      ) : (
        <EmptyState title="Abrir trabajo corresponde a quien coordina">Tu cargo sigue las etapas, y no las abre.</EmptyState>
      )}
    </Page>
  );
}

type Props = { flows: readonly Flow[]; choices: Api["ListOpenableFlowsResponse"]["choices"]; suggestedYear: number };

function Opening({ flows, choices, suggestedYear }: Props) {
  const [address] = useSearchParams();
  const [seen, setSeen] = useState<Seen | null>(null);
  const result = useRef<HTMLElement>(null);

  function show(flow: Flow, answers: Answers, preflight: Api["PreflightResponse"]) {
    setSeen({ preflight, input: inputOf(flow, answers) });
    // Whoever asked to see it comes to it, wherever they are.
    requestAnimationFrame(() => result.current?.focus());
  }

  return (
    <>
      <WhatToOpen flows={flows} choices={choices} suggestedYear={suggestedYear} first={address.get("flujo") ?? ""} onChange={() => setSeen(null)} onSeen={show} />
      {seen && (
        <>
          <section className="section opening__seen" aria-labelledby="pasaria" ref={result} tabIndex={-1}>
            <WhatWouldHappen seen={seen.preflight} />
          </section>
          <ConfirmOpening key={`${seen.preflight.definitionId} ${seen.preflight.businessKey}`} seen={seen.preflight} input={seen.input} />
        </>
      )}
    </>
  );
}
