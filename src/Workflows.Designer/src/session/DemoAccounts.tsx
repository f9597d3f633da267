import { Button } from "@mantine/core";
import type { Api } from "../api/client";
import { DataTable } from "../ui/DataTable";

type Props = { accounts: Api["LoginOptionsDemoAccount"][]; onChoose: (email: string) => void };

/** One invented account for each role. The server lists them in Development only. */
export function DemoAccounts({ accounts, onChoose }: Props) {
  return (
    <details>
      <summary>Cuentas de demostración</summary>
      <DataTable
        caption="Son inventadas y existen solo en desarrollo. Elige una para llenar el formulario." minWidth="20rem" rows={accounts} keyOf={(account) => account.email + account.roleLabel}
        columns={[
          { key: "role", head: "Rol", cell: (account) => account.roleLabel },
          {
            key: "account", head: "Cuenta",
            cell: (account) => (
              <Button variant="subtle" size="compact-md" h="auto" py={4} styles={{ label: { whiteSpace: "normal", textAlign: "left", overflowWrap: "anywhere" } }} onClick={() => onChoose(account.email)}>
                {account.email}
              </Button>
            ),
          },
        ]}
      />
    </details>
  );
}
