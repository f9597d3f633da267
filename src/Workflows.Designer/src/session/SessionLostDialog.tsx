import { Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { onSessionLost } from "../api/client";
import { Dialog } from "../ui/Dialog";
import { LoginForm } from "./LoginForm";
import { useEntering, useSession } from "./session";

/** Over the page a person was on when their session ended: they enter again and go on, with everything they had typed. */
export function SessionLostDialog() {
  const session = useSession();
  const queries = useQueryClient();
  const { enter } = useEntering();
  const [lost, setLost] = useState(false);

  useEffect(() => onSessionLost(() => setLost(true)), []);

  if (!session || !lost) return null;
  return (
    <Dialog title="Tu sesión terminó" onClose={() => setLost(false)}>
      <Stack>
        <Text>Ingresa otra vez para seguir. Lo que escribiste en esta página sigue ahí.</Text>
        <LoginForm
          only={session.email}
          onEntered={(entered) => {
            enter(entered);
            setLost(false);
            void queries.invalidateQueries();
          }}
        />
      </Stack>
    </Dialog>
  );
}
