import "@mantine/spotlight/styles.layer.css";
import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState, type KeyboardEvent } from "react";
import { useNavigate } from "react-router";
import type { Session } from "../session/session";
import { features } from "./features";
import { iconOf } from "./icons";
import { useFound } from "./useFound";

const [store, spotlight] = createSpotlight();

/** Ctrl K: pages, processes, tasks, institutions and people by part of their name; each person finds what they may see. */
export default function Search({ session, asks }: { session: Session; asks: number }) {
  const [text, setText] = useState("");
  const [searched] = useDebouncedValue(text.trim(), 200);
  const navigate = useNavigate();
  const { groups, isAsking } = useFound(searched, session, features);

  useEffect(() => spotlight.open(), [asks]);

  // The library marks what is chosen on its element, which goes when a list answers anew: then Enter takes the first.
  function goToFirst(event: KeyboardEvent) {
    const first = groups[0]?.found[0];
    if (event.key !== "Enter" || !first || document.querySelector("[data-action][data-selected]")) return;
    spotlight.close();
    navigate(first.to);
  }

  return (
    <Spotlight.Root store={store} query={text} onQueryChange={setText} shortcut={null} maxHeight="min(32rem, 70vh)" scrollable clearQueryOnClose attributes={{ content: { "aria-label": "Buscar en todo" } }}>
      <Spotlight.Search
        placeholder="Página, institución, proceso, tarea o persona" aria-label="Buscar" leftSection={<IconSearch aria-hidden size={20} stroke={1.75} />}
        onKeyDown={goToFirst}
      />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group.name} label={group.name}>
            {group.found.map((one) => {
              const Icon = iconOf(group.icon ?? one.to);
              return (
                <Spotlight.Action
                  key={one.to + one.label} label={one.label} description={one.about} leftSection={<Icon aria-hidden size={20} stroke={1.75} />}
                  onClick={() => navigate(one.to)}
                />
              );
            })}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && (
          <Spotlight.Empty>{isAsking ? "Buscando…" : searched.length < 2 ? "Escribe al menos dos letras." : `Nada se llama «${searched}». Prueba con menos letras.`}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
