import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { useSession } from "../session/session";
import { Callout } from "../ui/Callout";
import { Answer } from "../ui/Answer";
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
      width="reading"
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
              <Callout role="status" title="Uno de tus cargos pide un segundo factor" tone="soon">
                Hasta que lo actives, ese cargo no cuenta y no verás lo que te corresponde decidir.
              </Callout>
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
