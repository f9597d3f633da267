import { Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Dialog } from "../ui/Dialog";
import { LoginForm } from "./LoginForm";
import { useEntering } from "./session";

/** Over the page a person was on when their session ended: they enter again and go on, with everything they had typed. */
export default function SessionLostDialog({ email, onClose }: { email: string; onClose: () => void }) {
  const queries = useQueryClient();
  const { enter } = useEntering();

  return (
    <Dialog title="Tu sesión terminó" onClose={onClose}>
      <Stack>
        <Text>Ingresa otra vez para seguir. Lo que escribiste en esta página sigue ahí.</Text>
        <LoginForm
          only={email}
          onEntered={(entered) => {
            enter(entered);
            onClose();
            void queries.invalidateQueries();
          }}
        />
      </Stack>
    </Dialog>
  );
}
