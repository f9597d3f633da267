import { Button, Group } from "@mantine/core";
import { Page } from "../../ui/Page";

type Props = { name: string; isOlder: boolean; onRecover: () => void; onForget: () => void };

/** Before going on: this browser kept edits that the server never got. */
export function RecoverDialog({ name, isOlder, onRecover, onForget }: Props) {
  return (
    <Page title={name} width="reading">
      <p>
        <b>Este navegador guardó cambios tuyos que no alcanzaron a llegar al servidor.</b>{" "}
        {isOlder ? "Desde entonces el flujo se guardó otra vez: si los recuperas, podrás comparar antes de guardarlos encima." : "Puedes seguir donde quedaste."}
      </p>
      <Group mt="md">
        <Button onClick={onRecover}>Recuperar mis cambios</Button>
        <Button variant="default" onClick={onForget}>
          Descartarlos y abrir lo guardado
        </Button>
      </Group>
    </Page>
  );
}
