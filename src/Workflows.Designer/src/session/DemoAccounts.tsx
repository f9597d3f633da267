import { Button, Table } from "@mantine/core";
import type { Api } from "../api/client";
import { WideTable } from "../ui/WideTable";

type Props = { accounts: Api["LoginOptionsDemoAccount"][]; onChoose: (email: string) => void };

/** One invented account for each role. The server lists them in Development only. */
export function DemoAccounts({ accounts, onChoose }: Props) {
  return (
    <details>
      <summary>Cuentas de demostración</summary>
      <WideTable caption="Son inventadas y existen solo en desarrollo. Elige una para llenar el formulario." minWidth="20rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Rol</Table.Th>
            <Table.Th scope="col">Cuenta</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {accounts.map((account) => (
            <Table.Tr key={account.email + account.roleLabel}>
              <Table.Td>{account.roleLabel}</Table.Td>
              <Table.Td>
                <Button variant="subtle" size="compact-md" h="auto" py={4} styles={{ label: { whiteSpace: "normal", textAlign: "left", overflowWrap: "anywhere" } }} onClick={() => onChoose(account.email)}>
                  {account.email}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
    </details>
  );
}
