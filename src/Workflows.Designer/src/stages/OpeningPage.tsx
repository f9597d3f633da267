import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useSearchParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { ConfirmOpening } from "./ConfirmOpening";
import { inputOf, type Flow } from "./opening";
import { useLook } from "./useLook";
import { WhatToOpen } from "./WhatToOpen";
import { WhatWouldHappen } from "./WhatWouldHappen";
import "./opening.css";

/** «Abrir una etapa»: which flow and for what, what would happen, and the act with its reason. Until the last, nothing changes. */
export function OpeningPage() {
  const session = useSession();
  const flows = useQuery({
    queryKey: ["/api/openings/flows"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/openings/flows", { signal })),
    enabled: decides(session),
  });

  return (
    <Page title="Abrir una etapa" facts={["Elige qué se abre y mira qué pasaría. Nada cambia hasta que confirmas."]}>
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
  const result = useRef<HTMLElement>(null);
  // Whoever asked to see it comes to it, wherever they are.
  const look = useLook(() => requestAnimationFrame(() => result.current?.focus()));
  const { data: seen, variables: asked } = look;

  return (
    <>
      <WhatToOpen flows={flows} choices={choices} suggestedYear={suggestedYear} first={address.get("flujo") ?? ""} look={look} />
      {seen && asked && (
        <>
          <section className="section opening__seen" aria-labelledby="pasaria" ref={result} tabIndex={-1}>
            <WhatWouldHappen seen={seen} />
          </section>
          <ConfirmOpening key={`${seen.definitionId} ${seen.businessKey}`} seen={seen} input={inputOf(asked.flow, asked.answers)} onAgain={() => look.mutate(asked)} />
        </>
      )}
    </>
  );
}
