import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { ProblemAlert } from "../ui/ProblemAlert";

/** Whether the person's account of their institution opens this one, and how to change that. Nothing where neither is so. */
export function InstitutionalAccount({ account }: { account: Api["OwnAccountAccountView"] }) {
  const options = useQuery({ queryKey: ["/api/session/options"], queryFn: ({ signal }) => answerOf(api.GET("/api/session/options", { signal })) }).data;
  const remove = useCommand((_: null, header) => answerOf(api.POST("/api/account/institution/remove", { params: { header } })), { changes: "account" });
  if (!account.hasInstitutionalAccount && !options?.institution) return null;

  return (
    <section className="section" aria-labelledby="institucional">
      <h2 id="institucional">Cuenta institucional</h2>
      <Stack align="start">
        {remove.error && <ProblemAlert problem={remove.error} />}
        {account.hasInstitutionalAccount ? (
          <>
            <Text>Entras también con la cuenta de tu institución. Si la separas, la próxima vez tendrás que confirmarla con tu clave.</Text>
            <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate(null)}>
              Separar mi cuenta institucional
            </Button>
          </>
        ) : (
          <>
            <Text>Puedes entrar también con {options?.institution}. La primera vez confirmas con tu clave que es tuya.</Text>
            <Button component="a" href="/api/session/openid?to=/cuenta" variant="default">
              Unir mi cuenta institucional
            </Button>
          </>
        )}
      </Stack>
    </section>
  );
}
