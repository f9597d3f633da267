import { Alert, Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { Mark } from "../ui/Mark";
import { Page } from "../ui/Page";
import { ChangePassword } from "./ChangePassword";
import { InstitutionalAccount } from "./InstitutionalAccount";
import { OwnSessions } from "./OwnSessions";
import { TwoFactor } from "./TwoFactor";

/** «Mi cuenta»: how a person enters, and from where they have. */
export function AccountPage() {
  const session = useSession();
  const account = useQuery({ queryKey: ["/api/account"], queryFn: ({ signal }) => answerOf(api.GET("/api/account", { signal })) });

  return (
    <Page
      title="Mi cuenta"
      actions={
        <Button component={Link} to="/cuenta/datos" variant="default">
          Mis datos
        </Button>
      }
    >
      <Answer query={account}>
        {(own) => (
          <Stack gap="xl">
            {session?.needsSecondFactor && (
              <Alert role="status" color="estado" variant="light" title="Uno de tus cargos pide un segundo factor" icon={<Mark tone="warning" />}>
                Hasta que lo actives, ese cargo no cuenta y no verás lo que te corresponde decidir.
              </Alert>
            )}
            <TwoFactor account={own} />
            <ChangePassword account={own} />
            <InstitutionalAccount account={own} />
            <OwnSessions />
          </Stack>
        )}
      </Answer>
    </Page>
  );
}
