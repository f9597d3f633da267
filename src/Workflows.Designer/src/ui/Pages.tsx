import { Group, Pagination, Text } from "@mantine/core";

type Props = { number: number; size: number; total: number; onTurn: (page: number) => void };

/** Which part of a long list is shown, and the way to the others. */
export function Pages({ number, size, total, onTurn }: Props) {
  const from = Math.min((number - 1) * size + 1, total);
  const until = Math.min(number * size, total);

  return (
    <Group justify="space-between" mt="md" component="nav" aria-label="Páginas de la lista">
      <Text size="sm" role="status">
        {total === 0 ? "Sin resultados" : `${from} a ${until} de ${total}`}
      </Text>
      {total > size && (
        <Pagination
          total={Math.ceil(total / size)}
          value={number}
          onChange={onTurn}
          getItemProps={(page) => ({ "aria-label": `Página ${page}` })}
          getControlProps={(control) => ({ "aria-label": control === "next" ? "Página siguiente" : "Página anterior" })}
        />
      )}
    </Group>
  );
}
